package com.sellerkit.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StateFolderTest {
    @TempDir Path folder;

    @Test
    void dataOfAnotherVersionAreRefusedUntilTheyAreForgotten() throws IOException {
        Files.writeString(folder.resolve("version"), "1\n");
        Files.writeString(folder.resolve("identity.json"), "{}");

        assertThatThrownBy(() -> StateFolder.take(folder))
                .isInstanceOf(StartProblem.class)
                .hasMessageContaining("version 1")
                .hasMessageContaining("--fresh");
        assertThat(folder.resolve("identity.json")).exists();

        Suite.forget(folder);

        assertThat(folder.resolve("identity.json")).doesNotExist();
        StateFolder.take(folder).close();
    }

    @Test
    void aFolderInUseIsNeitherTakenNorForgotten() {
        try (StateFolder taken = StateFolder.take(folder)) {
            assertThatThrownBy(() -> StateFolder.take(folder))
                    .isInstanceOf(StartProblem.class)
                    .hasMessageContaining("runs already");
            assertThatThrownBy(() -> Suite.forget(folder)).isInstanceOf(StartProblem.class);
            assertThat(taken.path("version")).exists();
        }
    }
}
