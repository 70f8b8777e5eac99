package com.sellerkit.local.engines;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;

/// A small JSON document on disk that only its owner can read, replaced as a whole or not at all.
public final class JsonFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;

    /// @param file may be missing, which reads as an empty object
    public JsonFile(Path file) {
        this.file = file;
    }

    /// Reads the document.
    public ObjectNode read() {
        try {
            return Files.exists(file) && JSON.readTree(file.toFile()) instanceof ObjectNode object
                    ? object
                    : JSON.createObjectNode();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    file + " is damaged; start with --fresh to forget what it holds.", e);
        }
    }

    /// Replaces the document.
    public void write(ObjectNode document) {
        try {
            Files.createDirectories(file.getParent());
            Path next = file.resolveSibling(file.getFileName() + ".next");
            Files.deleteIfExists(next);
            if (Files.getFileStore(file.getParent()).supportsFileAttributeView("posix")) {
                Files.createFile(
                        next,
                        PosixFilePermissions.asFileAttribute(
                                EnumSet.of(
                                        PosixFilePermission.OWNER_READ,
                                        PosixFilePermission.OWNER_WRITE)));
            }
            Files.write(
                    next,
                    JSON.writeValueAsBytes(document),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.SYNC);
            Files.move(
                    next,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
