package com.sellerkit.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// What a long run says about how far it is, while it runs: what a test prints may be held back
/// until it ends.
public final class Progress {
    /// The file that the lines go to, as told by `-Dsimulation.progress=FILE`.
    private static final Optional<Path> FILE =
            Optional.ofNullable(System.getProperty("simulation.progress")).map(Path::of);

    private Progress() {}

    /// Tells a line.
    public static void tell(String line) {
        FILE.ifPresent(file -> {
            try {
                Files.writeString(
                        file,
                        line + System.lineSeparator(),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
