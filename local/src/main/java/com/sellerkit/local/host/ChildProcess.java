package com.sellerkit.local.host;

import com.sellerkit.local.bootstrap.Guard;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A Java process that ends with this one: [Guard] watches the pipe between them.
public final class ChildProcess implements AutoCloseable {
    private static final List<String> BOOTSTRAP_CLASSES =
            List.of("Guard", "Rehearsal", "RuntimeLoop");

    private final Process process;

    private ChildProcess(Process process) {
        this.process = process;
    }

    /// What to start.
    ///
    /// @param environment all of it: nothing is inherited
    public record Launch(
            List<String> jvmOptions,
            List<String> classPath,
            String mainClass,
            List<String> arguments,
            Map<String, String> environment,
            Path workFolder) {
        public Launch {
            jvmOptions = List.copyOf(jvmOptions);
            classPath = List.copyOf(classPath);
            arguments = List.copyOf(arguments);
            environment = Map.copyOf(environment);
        }
    }

    /// Starts a process.
    ///
    /// @param bootstrap the archive of [#prepareBootstrap]
    /// @param lines takes what it prints, line by line
    public static ChildProcess start(Launch launch, Path bootstrap, Consumer<String> lines) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(launch.jvmOptions());
        command.add("-cp");
        var classPath = new ArrayList<String>();
        classPath.add(bootstrap.toString());
        classPath.addAll(launch.classPath());
        command.add(String.join(System.getProperty("path.separator"), classPath));
        command.add(Guard.class.getName());
        command.add(launch.mainClass());
        command.addAll(launch.arguments());
        var builder =
                new ProcessBuilder(command)
                        .directory(launch.workFolder().toFile())
                        .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(launch.environment());
        try {
            Process process = builder.start();
            Thread.ofVirtual().name("output").start(() -> pump(process.getInputStream(), lines));
            return new ChildProcess(process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Lays the classes that every child process starts with into an archive, and returns it. The
    /// same classes give the same archive, which is left alone then.
    public static Path prepareBootstrap(Path folder) {
        try {
            var classes = new TreeMap<String, byte[]>();
            var digest = new CRC32();
            for (String name : BOOTSTRAP_CLASSES) {
                try (InputStream bytes = Guard.class.getResourceAsStream(name + ".class")) {
                    if (bytes == null) {
                        throw new IllegalStateException(
                                "The class " + name + " is missing from the runner.");
                    }
                    byte[] code = bytes.readAllBytes();
                    digest.update(code);
                    classes.put(
                            Guard.class.getPackageName().replace('.', '/') + "/" + name + ".class",
                            code);
                }
            }
            Path archive = folder.resolve("bootstrap-%08x.jar".formatted(digest.getValue()));
            if (!Files.exists(archive)) {
                Files.createDirectories(folder);
                Path partial = Files.createTempFile(folder, "bootstrap", ".partial");
                try (var jar = new ZipOutputStream(Files.newOutputStream(partial))) {
                    for (Map.Entry<String, byte[]> each : classes.entrySet()) {
                        jar.putNextEntry(new ZipEntry(each.getKey()));
                        jar.write(each.getValue());
                    }
                }
                try {
                    // Never over one that is there: a process that starts just now reads it.
                    Files.move(partial, archive);
                } catch (FileAlreadyExistsException e) {
                    Files.delete(partial);
                }
            }
            return archive;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void pump(InputStream stream, Consumer<String> lines) {
        try (var reader =
                new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.accept(line);
            }
        } catch (IOException e) {
            // the process has ended
        }
    }

    /// Completes with the exit code when the process ends.
    public CompletableFuture<Integer> exit() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /// Whether it still runs.
    public boolean isAlive() {
        return process.isAlive();
    }

    /// The process id.
    public long pid() {
        return process.pid();
    }

    /// Asks the process to end and waits up to two seconds, then ends it.
    public void stop() {
        process.destroy();
        awaitEnd(Duration.ofSeconds(2));
    }

    /// Asks the process to end and waits until it has written what it writes at its end, then ends
    /// it.
    void finish(Duration patience) {
        // Process::destroy closes the pipe as well, at which the child would end at once.
        process.toHandle().destroy();
        awaitEnd(patience);
    }

    private void awaitEnd(Duration patience) {
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
        }
    }

    /// Ends the process at once.
    @Override
    public void close() {
        process.destroyForcibly();
    }
}
