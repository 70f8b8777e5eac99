package com.sellerkit.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.sellerkit.catalog.DataMap;
import com.sellerkit.catalog.RecordType;
import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RegisteredRecordsTest {
    private static final String REWRITE = "sellerkit.rewrite";

    @Test
    void everyDeclaredRecordTypeIsRegistered() throws ReflectiveOperationException {
        List<RecordType> declared = new ArrayList<>();
        for (JavaClass owner : product()) {
            for (JavaField field : owner.getFields()) {
                if (field.getModifiers().contains(JavaModifier.STATIC)
                        && field.getRawType().isEquivalentTo(RecordType.class)) {
                    declared.add((RecordType) value(field.reflect()));
                }
                if (field.getModifiers().contains(JavaModifier.STATIC)
                        && field.getRawType().getSimpleName().equals("ShapedKind")) {
                    declared.add(typeOf(value(field.reflect())));
                }
            }
        }

        assertThat(declared).isNotEmpty();
        assertThat(RegisteredRecords.ALL.types()).containsExactlyInAnyOrderElementsOf(declared);
    }

    @Test
    void everyTypeIsDeclaredByThePackageThatItNamesAsOwner() {
        assertThat(RegisteredRecords.ALL.types())
                .allMatch(type ->
                        List.of("account", "connect", "sync", "ledger", "vault")
                                .contains(type.owner()));
    }

    /// Rewritten by `mvn test -Dtest=RegisteredRecordsTest -Dsellerkit.rewrite=true`.
    @Test
    void theDataMapSaysWhatTheCatalogSays() throws IOException {
        Path page = Path.of("..", "docs", "data-map.md");
        String expected = DataMap.markdown(RegisteredRecords.ALL);
        if (Boolean.getBoolean(REWRITE)) {
            Files.writeString(page, expected);
        }

        assertThat(page).as("rewrite it with -D%s=true", REWRITE).content().isEqualTo(expected);
    }

    // What others brought declares no records.
    private static JavaClasses product() {
        return ArchConfiguration.withThreadLocalScope(configuration -> {
            configuration.setResolveMissingDependenciesFromClassPath(false);
            return new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("com.sellerkit");
        });
    }

    private static Object value(Field field) throws ReflectiveOperationException {
        field.setAccessible(true);
        return field.get(null);
    }

    private static RecordType typeOf(Object kind) throws ReflectiveOperationException {
        Method type = kind.getClass().getDeclaredMethod("type");
        type.setAccessible(true);
        return (RecordType) type.invoke(kind);
    }
}
