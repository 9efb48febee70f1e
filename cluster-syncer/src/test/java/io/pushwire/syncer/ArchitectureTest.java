// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import io.pushwire.registry.CredentialSource;
import io.pushwire.syncer.sync.Registries;
import io.pushwire.syncer.sync.Syncing;

import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses MODULE =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("io.pushwire.syncer");

    private static final String[] WORDS = {
        "java..",
        "org.jspecify..",
        "io.pushwire.image..",
        "io.pushwire.event..",
        "io.pushwire.outcome..",
        "io.pushwire.inventory.."
    };

    /// A pod's `image:` can make the service call no address: it dials out to Kafka and its API
    /// server only. A person who starts the command `sync` asks the registries himself.
    @Test
    void theServiceNeverAsksARegistry() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.pushwire.syncer.sync..")
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("io.pushwire.registry..", "java.net.http..")
                                // What is read of a pull secret for that person.
                                .and(not(assignableTo(CredentialSource.class))))
                .check(MODULE);
        noClasses()
                .that()
                .resideOutsideOfPackage("io.pushwire.syncer.kubernetes..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("okhttp3..")
                .check(MODULE);
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "io.pushwire.syncer.sync..", "io.pushwire.syncer.command..")
                .and()
                .doNotHaveSimpleName("OnceOver")
                .should()
                .dependOnClassesThat(belongToAnyOf(Syncing.class, Registries.class))
                .check(MODULE);
    }

    @Test
    void syncKnowsNoFrameworkAndNoCluster() {
        classes()
                .that()
                .resideInAPackage("io.pushwire.syncer.sync..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        with(
                                "com.google.gson..",
                                "io.pushwire.registry..",
                                "io.pushwire.runtime..",
                                "io.pushwire.syncer.policy..",
                                "io.pushwire.syncer.decision..",
                                "io.pushwire.syncer.execution..",
                                "io.pushwire.syncer.sync.."))
                .check(MODULE);
    }

    @Test
    void policyKnowsNothingButItself() {
        classes()
                .that()
                .resideInAPackage("io.pushwire.syncer.policy..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", "io.pushwire.syncer.policy..")
                .check(MODULE);
    }

    @Test
    void decisionIsPure() {
        classes()
                .that()
                .resideInAPackage("io.pushwire.syncer.decision..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        with("io.pushwire.syncer.policy..", "io.pushwire.syncer.decision.."))
                .check(MODULE);
    }

    @Test
    void executionKnowsNoFrameworkAndNoEdge() {
        classes()
                .that()
                .resideInAPackage("io.pushwire.syncer.execution..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        with(
                                "org.slf4j..",
                                "io.pushwire.runtime..",
                                "io.pushwire.syncer.policy..",
                                "io.pushwire.syncer.decision..",
                                "io.pushwire.syncer.execution.."))
                .check(MODULE);
    }

    @Test
    void levelKnowsNoFrameworkAndNoEdge() {
        classes()
                .that()
                .resideInAPackage("io.pushwire.syncer.level..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        with(
                                "org.slf4j..",
                                "io.pushwire.tag..",
                                "io.pushwire.syncer.decision..",
                                "io.pushwire.syncer.execution..",
                                "io.pushwire.syncer.level.."))
                .check(MODULE);
    }

    @Test
    void edgesDoNotSeeEachOther() {
        noClasses()
                .that()
                .resideInAPackage("io.pushwire.syncer.kafka..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.pushwire.syncer.kubernetes..", "io.kubernetes..")
                .check(MODULE);
        noClasses()
                .that()
                .resideInAPackage("io.pushwire.syncer.kubernetes..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.pushwire.syncer.kafka..", "org.apache.kafka..")
                .check(MODULE);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.pushwire.syncer.(*)..").should().beFreeOfCycles().check(MODULE);
    }

    @Test
    void noNameHidesWhatAClassIsFor() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameStartingWith("Abstract")
                .check(MODULE);
    }

    private static String[] with(String... further) {
        String[] all = new String[WORDS.length + further.length];
        System.arraycopy(WORDS, 0, all, 0, WORDS.length);
        System.arraycopy(further, 0, all, WORDS.length, further.length);
        return all;
    }
}
