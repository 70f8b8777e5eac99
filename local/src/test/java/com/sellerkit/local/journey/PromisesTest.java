package com.sellerkit.local.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Holds `docs/promises.md` to the code.
class PromisesTest {
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern NAMED =
            Pattern.compile("`([A-Z][A-Za-z0-9]*(?:Test|Contract))\\.([a-z][A-Za-z0-9]*)`");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| ([A-Z][0-9]+)(?:–[A-Z][0-9]+)? \\|");

    @Test
    void everyTestThatThePageNamesExists() throws IOException {
        List<MatchResult> named = NAMED.matcher(page()).results().toList();
        assertThat(named).hasSizeGreaterThan(8);
        List<String> missing = new ArrayList<>();
        for (MatchResult test : named) {
            if (!exists(test.group(1), test.group(2))) {
                missing.add(test.group());
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void everyKindOfPromiseHasItsRows() throws IOException {
        String kinds =
                ROW.matcher(page())
                        .results()
                        .map(row -> row.group(1).substring(0, 1))
                        .distinct()
                        .sorted()
                        .reduce("", String::concat);
        assertThat(kinds).isEqualTo("ACIKNRSTUX");
    }

    private static String page() throws IOException {
        return Files.readString(PROJECT.resolve("docs/promises.md"));
    }

    private static boolean exists(String type, String method) throws IOException {
        for (String module : List.of("functions", "local", "sandbox")) {
            try (Stream<Path> sources = Files.walk(PROJECT.resolve(module).resolve("src/test"))) {
                for (Path source : sources.filter(file -> file.endsWith(type + ".java")).toList()) {
                    if (Files.readString(source).contains("void " + method + "(")) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
