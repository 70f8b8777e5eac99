package com.sellerkit.local.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// The native library that AWS's runtime interface client asks for events with, unpacked once.
///
/// Left to itself, each process writes the library over the same file of the machine and loads it
/// from there, as on Lambda there is but one process. Here many start at a time, and one that loads
/// what another is writing crashes.
final class RuntimeLibrary {
    private static final String CLIENT = "aws-lambda-java-runtime-interface-client";
    private static final String PROPERTY =
            "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

    private RuntimeLibrary() {}

    /// What a process is started with to load the library from a folder; nothing where the client
    /// brings none for this machine.
    ///
    /// @param archives the runtime client among them
    /// @param folder gets the library, unless it is there already
    static List<String> options(List<String> archives, Path folder) {
        return archives.stream()
                .map(Path::of)
                .filter(archive -> archive.getFileName().toString().startsWith(CLIENT))
                .flatMap(archive -> unpacked(archive, folder).stream())
                .map(library -> "-D" + PROPERTY + "=" + library)
                .toList();
    }

    private static Optional<Path> unpacked(Path archive, Path folder) {
        Path library = folder.resolve(archive.getFileName() + "." + platform() + ".so");
        if (Files.exists(library)) {
            return Optional.of(library);
        }
        try (var zip = new ZipFile(archive.toFile())) {
            ZipEntry entry = zip.getEntry("jni/libaws-lambda-jni.%s.so".formatted(platform()));
            if (entry == null) {
                return Optional.empty();
            }
            Path partial = Files.createTempFile(folder, "library", ".partial");
            try (InputStream in = zip.getInputStream(entry)) {
                Files.copy(in, partial, StandardCopyOption.REPLACE_EXISTING);
            }
            // Whoever has loaded it already keeps the file that was there.
            Files.move(partial, library, StandardCopyOption.ATOMIC_MOVE);
            return Optional.of(library);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// As the client names its libraries.
    private static String platform() {
        String architecture =
                switch (System.getProperty("os.arch").toLowerCase(Locale.ROOT)) {
                    case "amd64", "x86_64" -> "x86_64";
                    case "aarch64", "arm64" -> "aarch_64";
                    case String other -> other;
                };
        boolean musl =
                Files.exists(Path.of("/lib/ld-musl-x86_64.so.1"))
                        || Files.exists(Path.of("/lib/ld-musl-aarch64.so.1"));
        return (musl ? "linux_musl-" : "linux-") + architecture;
    }
}
