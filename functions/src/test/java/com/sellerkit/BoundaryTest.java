package com.sellerkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Holds the product against the boundaries, and the boundaries against examples that break each of
/// them.
final class BoundaryTest {
    @TestFactory
    Stream<DynamicTest> theProductKeepsItsBoundaries() {
        JavaClasses product =
                new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("com.sellerkit");
        assertThat(product).isNotEmpty();
        return rules("com.sellerkit")
                .map(rule ->
                        DynamicTest.dynamicTest(
                                rule.getKey(), () -> rule.getValue().check(product)));
    }

    /// The package `com.sellerkit.broken` does everything that is forbidden.
    @TestFactory
    Stream<DynamicTest> everyBoundaryCanFail() {
        JavaClasses broken = new ClassFileImporter().importPackages("com.sellerkit.broken");
        return rules("com.sellerkit.broken")
                .map(rule ->
                        DynamicTest.dynamicTest(
                                rule.getKey() + " is seen to be broken",
                                () ->
                                        assertThat(rule.getValue().evaluate(broken).hasViolation())
                                                .isTrue()));
    }

    private static Stream<Map.Entry<String, ArchRule>> rules(String root) {
        return new Boundaries(root).rules().entrySet().stream();
    }
}
