package com.sellerkit.sandbox;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

class BoundaryTest {
    private static final JavaClasses CLASSES = imported();

    @Test
    void theStandInKnowsNothingOfTheProduct() {
        noClasses()
                .should()
                .dependOnClassesThat(
                        DescribedPredicate.describe(
                                "are of the product",
                                (JavaClass type) ->
                                        type.getPackageName().startsWith("com.sellerkit")
                                                && !type.getPackageName()
                                                        .equals("com.sellerkit.sandbox")))
                .check(CLASSES);
    }

    @Test
    void theStandInCallsNobodyButTheReceiverOfItsWebhooks() {
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Test")
                .and()
                .haveSimpleNameNotContaining("TestClient")
                .and()
                .haveSimpleNameNotEndingWith("Reply")
                .and()
                .doNotHaveSimpleName("WebhookSender")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.net.http..")
                .check(CLASSES);
    }

    // The rules ask where a class is, and nothing of those that others brought.
    private static JavaClasses imported() {
        return ArchConfiguration.withThreadLocalScope(configuration -> {
            configuration.setResolveMissingDependenciesFromClassPath(false);
            return new ClassFileImporter().importPackages("com.sellerkit.sandbox");
        });
    }
}
