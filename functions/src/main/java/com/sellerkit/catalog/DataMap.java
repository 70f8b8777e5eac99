package com.sellerkit.catalog;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The catalog as a document for sellers, auditors and authorities (a record of processing, GDPR
/// article 30).
public final class DataMap {
    private DataMap() {}

    /// The document in Markdown; the same catalog always gives the same text.
    public static String markdown(Catalog catalog) {
        StringBuilder text =
                new StringBuilder(
                        """
                        # Data map

                        Everything that SellerKit may store, field by field. This page is generated from the catalog that the
                        store itself obeys: a field that is not listed here is refused when it is written. Labels follow the
                        fideslang taxonomy of data categories.

                        | protection | meaning |
                        |---|---|
                        | plain | encrypted at rest like everything, otherwise as it is |
                        | shop key | also encrypted under the shop's own key; unreadable once that key is destroyed |
                        | secret | sealed by KMS before it is stored |

                        | purpose | meaning |
                        |---|---|
                        """);
        for (Purpose purpose : Purpose.values()) {
            text.append("| %s | %s |\n".formatted(words(purpose), purpose.sentence()));
        }
        for (Table table : Table.values()) {
            List<RecordType> types = catalog.in(table);
            if (!types.isEmpty()) {
                text.append("\n## Table `%s`\n".formatted(table.name().toLowerCase(Locale.ROOT)));
                types.forEach(type -> describe(text, type));
            }
        }
        return text.toString();
    }

    private static void describe(StringBuilder text, RecordType type) {
        text.append("\n### `%s`\n\n%s\n\n".formatted(type.name(), type.description()));
        text.append("- Key: `%s`\n".formatted(type.keptAs()));
        text.append("- Kept: %s\n".formatted(type.retention().sentence()));
        text.append("- Declared by: `%s`\n\n".formatted(type.owner()));
        text.append(
                "| field | label | whose | purposes | protection | at erasure |\n|---|---|---|---|---|---|\n");
        for (Field field : type.fields()) {
            text.append(
                    "| `%s` | %s | %s | %s | %s | %s |\n"
                            .formatted(
                                    field.path(),
                                    field.label().key(),
                                    field.subject() == DataSubject.NONE
                                            ? "nobody"
                                            : words(field.subject()),
                                    field.purposes().stream()
                                            .sorted()
                                            .map(DataMap::words)
                                            .collect(Collectors.joining(", ")),
                                    words(field.protection()),
                                    field.erasure().sentence()));
        }
    }

    private static String words(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
