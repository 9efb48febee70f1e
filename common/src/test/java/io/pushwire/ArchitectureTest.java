// SPDX-License-Identifier: Apache-2.0
package io.pushwire;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses MODULE =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("io.pushwire");

    @Test
    void theModelKnowsOnlyItself() {
        classes()
                .that()
                .resideInAnyPackage(
                        "io.pushwire.image..",
                        "io.pushwire.event..",
                        "io.pushwire.tag..",
                        "io.pushwire.inventory..",
                        "io.pushwire.control..",
                        "io.pushwire.outcome..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "org.jspecify..",
                        "io.pushwire.image..",
                        "io.pushwire.event..",
                        "io.pushwire.tag..",
                        "io.pushwire.inventory..",
                        "io.pushwire.control..",
                        "io.pushwire.outcome..")
                .check(MODULE);
    }

    @Test
    void onlyTheWireKnowsCloudEventsAndJson() {
        classes()
                .that()
                .resideOutsideOfPackage("io.pushwire.wire..")
                .should()
                .onlyDependOnClassesThat()
                .resideOutsideOfPackage("io.cloudevents..")
                .check(MODULE);
        classes()
                .that()
                // The names of the settings are JSON that the compiler wrote.
                .resideOutsideOfPackages("io.pushwire.wire..", "io.pushwire.config..")
                .and()
                // These are what registries and their token services answer.
                .doNotHaveFullyQualifiedName("io.pushwire.registry.TokenAnswer")
                .and()
                .doNotHaveFullyQualifiedName("io.pushwire.registry.Platforms")
                .should()
                .onlyDependOnClassesThat()
                .resideOutsideOfPackage("com.fasterxml..")
                .check(MODULE);
    }

    @Test
    void lookupsKnowNoFrameworkAndHideJib() {
        classes()
                .that()
                .resideInAPackage("io.pushwire.registry..")
                .should()
                .onlyDependOnClassesThat()
                .resideOutsideOfPackages("io.micronaut..", "jakarta..", "org.apache.kafka..")
                .check(MODULE);
        classes()
                .that()
                .haveNameNotMatching("io\\.pushwire\\.registry\\.Credentials(\\$.*)?")
                .should()
                .onlyDependOnClassesThat()
                .resideOutsideOfPackage("com.google..")
                .check(MODULE);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.pushwire.(*)..").should().beFreeOfCycles().check(MODULE);
    }
}
