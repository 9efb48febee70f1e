// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.Stream;

final class ArchitectureTest {

    private static final JavaClasses LISTENER =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("io.pushwire.listener");
    private static final List<String> EVERYWHERE =
            List.of("java..", "org.jspecify..", "io.pushwire.image..", "io.pushwire.event..");

    @Test
    void webhookReadsBytesAndKnowsNobody() {
        dependsOnlyOn("webhook", "com.fasterxml.jackson.core..");
    }

    @Test
    void authenticityKnowsRequests() {
        dependsOnlyOn("authenticity", "..listener.webhook..", "javax.crypto..");
    }

    @Test
    void sourceKnowsProofs() {
        dependsOnlyOn("source", "..listener.authenticity..");
    }

    @Test
    void accessKnowsProofs() {
        dependsOnlyOn("access", "..listener.authenticity..");
    }

    @Test
    void recordKnowsNoHttp() {
        dependsOnlyOn(
                "record",
                "..listener.access..",
                "org.apache.lucene..",
                "org.apache.kafka..",
                "org.slf4j..",
                "com.fasterxml.jackson.core..",
                "io.pushwire.kafka..",
                "io.pushwire.wire..",
                "io.pushwire.inventory..",
                "io.pushwire.outcome..",
                "io.pushwire.runtime..",
                "io.pushwire.tag..");
    }

    @Test
    void receptionKnowsThePurePartsAndNoEdge() {
        dependsOnlyOn(
                "reception",
                "..listener.webhook..",
                "..listener.authenticity..",
                "..listener.source..");
    }

    @Test
    void settlerKnowsNoEdge() {
        dependsOnlyOn(
                "settler",
                "io.pushwire.tag..",
                "io.pushwire.registry..",
                "io.pushwire.runtime..",
                "org.slf4j..");
    }

    @Test
    void recheckKnowsTheSettlerAndNoEdge() {
        dependsOnlyOn(
                "recheck",
                "..listener.settler..",
                "..listener.source..",
                "io.pushwire.control..",
                "io.pushwire.inventory..",
                "io.pushwire.tag..",
                "io.pushwire.registry..",
                "org.slf4j..");
    }

    @Test
    void redeliveryIsReceptionOnceMore() {
        dependsOnlyOn(
                "redelivery",
                "..listener.reception..",
                "..listener.webhook..",
                "..listener.authenticity..",
                "..listener.source..");
    }

    @Test
    void exportKnowsItsFormsAndNoEdge() {
        dependsOnlyOn(
                "export",
                "com.fasterxml.jackson..",
                "com.github.luben.zstd..",
                "org.apache.hadoop.conf..",
                "org.apache.parquet..");
    }

    @Test
    void edgesDoNotSeeEachOther() {
        List<String> edges = List.of("http", "kafka", "config", "oidc", "tls", "command", "api");
        for (String edge : edges) {
            noClasses()
                    .that()
                    .resideInAPackage("..listener." + edge + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            edges.stream()
                                    .filter(other -> !other.equals(edge))
                                    .map(other -> "..listener." + other + "..")
                                    .toArray(String[]::new))
                    .check(LISTENER);
        }
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.pushwire.listener.(*)..").should().beFreeOfCycles().check(LISTENER);
    }

    @Test
    void namesSayWhatAThingIs() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)(\\$.*)?")
                .check(LISTENER);
    }

    private static void dependsOnlyOn(String packageName, String... others) {
        classes()
                .that()
                .resideInAPackage("..listener." + packageName + "..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        Stream.of(
                                        EVERYWHERE.stream(),
                                        Stream.of("..listener." + packageName + ".."),
                                        Stream.of(others))
                                .flatMap(same -> same)
                                .toArray(String[]::new))
                .check(LISTENER);
    }
}
