package com.sellerkit.local.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sellerkit.local.ProbeSuite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RuntimeLibraryTest {
    @TempDir Path folder;

    private final List<String> archives = client();

    @Test
    void everyProcessLoadsTheSameFileWhichIsWrittenOnce() throws IOException {
        assumeThat(System.getProperty("os.name")).isEqualTo("Linux");

        List<String> first = RuntimeLibrary.options(archives, folder);
        Object written = identity();
        List<String> second = RuntimeLibrary.options(archives, folder);

        assertThat(first).hasSize(1).isEqualTo(second);
        assertThat(first.getFirst()).contains("=" + library());
        assertThat(identity()).isEqualTo(written);
        assertThat(Files.size(library())).isGreaterThan(100_000);
    }

    @Test
    void aFolderWithoutTheClientAsksForNothing() {
        assertThat(RuntimeLibrary.options(List.of("/elsewhere/some.jar"), folder)).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    private Path library() throws IOException {
        try (var files = Files.list(folder)) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            return all.getFirst();
        }
    }

    private Object identity() throws IOException {
        return List.of(
                Files.readAttributes(library(), BasicFileAttributes.class).fileKey(),
                Files.getLastModifiedTime(library()));
    }

    private static List<String> client() {
        try (var files = Files.list(ProbeSuite.project().resolve("local/target/runtime"))) {
            return files.map(Path::toString).toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
