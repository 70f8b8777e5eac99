package com.sellerkit.site;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Reads the application's files from the artifact, and keeps those it found in memory.
final class ClasspathAssets implements Assets {

    private final String folder;
    private final ConcurrentHashMap<String, byte[]> found = new ConcurrentHashMap<>();

    /// @param folder on the class path, without slashes at its ends
    ClasspathAssets(String folder) {
        this.folder = folder;
    }

    @Override
    public Optional<byte[]> read(String path) {
        byte[] known = found.get(path);
        if (known != null) {
            return Optional.of(known);
        }
        try (InputStream stream =
                ClasspathAssets.class.getResourceAsStream("/" + folder + "/" + path)) {
            if (stream == null) {
                return Optional.empty();
            }
            byte[] bytes = stream.readAllBytes();
            found.put(path, bytes);
            return Optional.of(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the application file " + path, e);
        }
    }
}
