// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("io.pushwire.sandbox");

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.pushwire.sandbox.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void namesSayWhatAClassDoes() {
        noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)").check(CLASSES);
    }

    @Test
    void rolloutControllerKnowsTheServerByHttpOnly() {
        noClasses()
                .that()
                .resideInAPackage("..sandbox.rollout..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "..sandbox.api..",
                        "..sandbox.store..",
                        "..sandbox.http..",
                        "..sandbox.fault..",
                        "..sandbox.journal..")
                .check(CLASSES);
    }

    @Test
    void onlyTheHttpPackageKnowsNetty() {
        classes()
                .that()
                .resideOutsideOfPackage("..sandbox.http..")
                .should()
                .onlyDependOnClassesThat()
                .resideOutsideOfPackage("io.netty..")
                .check(CLASSES);
    }

    @Test
    void gateAndProxyKnowNothingOfTheSandboxsObjects() {
        noClasses()
                .that()
                .resideInAnyPackage("..sandbox.gate..", "..sandbox.proxy..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..sandbox.api..", "..sandbox.store..")
                .check(CLASSES);
    }

    @Test
    void storeKnowsNoHttp() {
        noClasses()
                .that()
                .resideInAPackage("..sandbox.store..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..sandbox.api..", "..sandbox.http..")
                .check(CLASSES);
    }
}
