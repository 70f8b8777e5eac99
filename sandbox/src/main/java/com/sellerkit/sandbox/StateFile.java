package com.sellerkit.sandbox;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.function.Supplier;

/// Keeps the state in a file, replaced as a whole, so that a crash leaves the old one or the new
/// one.
final class StateFile {
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Path path;

    StateFile(Path path) {
        this.path = path.toAbsolutePath();
    }

    /// What was saved under this seed; empty if nothing was.
    ///
    /// @throws IllegalArgumentException if the file holds something else
    Optional<Saved> load(long seed) {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        Saved saved = read();
        if (saved.version() != Saved.VERSION || saved.seed() != seed) {
            throw new IllegalArgumentException(
                    "%s was written by version %d with seed %d, not version %d with seed %d; delete it or start with its seed"
                            .formatted(path, saved.version(), saved.seed(), Saved.VERSION, seed));
        }
        return Optional.of(saved);
    }

    /// Saves what the supplier gives; saves are one after another, each of the newest state.
    synchronized void save(Supplier<Saved> state) {
        try {
            Path folder = path.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Path next = path.resolveSibling(path.getFileName() + ".next");
            Files.write(next, MAPPER.writeValueAsBytes(state.get()));
            Files.move(
                    next,
                    path,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("state cannot be saved to " + path, e);
        }
    }

    private Saved read() {
        try {
            return MAPPER.readValue(path.toFile(), Saved.class);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    path + " is not a state file; delete it to start anew", e);
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be read", e);
        }
    }
}
