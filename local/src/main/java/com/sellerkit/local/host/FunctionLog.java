package com.sellerkit.local.host;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// What a function or an engine prints: shown with its name in front, kept in a file, the end also
/// in memory.
public final class FunctionLog implements AutoCloseable {
    private static final long FILE_BYTES_MAX = 5L << 20;
    private static final int LINES_KEPT = 5_000;

    private final String name;
    private final boolean shown;
    private final BufferedWriter writer;
    private final Deque<String> lines = new ArrayDeque<>();

    /// Opens the log `<name>.log`; one that has grown past 5 MiB is set aside as `<name>.1.log`.
    ///
    /// @param shown whether lines also go to standard output
    public FunctionLog(Path folder, String name, boolean shown) {
        this.name = name;
        this.shown = shown;
        try {
            Files.createDirectories(folder);
            Path file = folder.resolve(name + ".log");
            if (Files.exists(file) && Files.size(file) > FILE_BYTES_MAX) {
                Files.move(
                        file, folder.resolve(name + ".1.log"), StandardCopyOption.REPLACE_EXISTING);
            }
            this.writer =
                    Files.newBufferedWriter(
                            file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Adds one line.
    public synchronized void line(String text) {
        if (lines.size() == LINES_KEPT) {
            lines.removeFirst();
        }
        lines.addLast(text);
        if (shown) {
            System.out.println("[" + name + "] " + text);
        }
        try {
            writer.write(text);
            writer.newLine();
            writer.flush();
        } catch (IOException e) {
            // A full disk or a closed log must not stop the function.
        }
    }

    /// The last lines, oldest first.
    public synchronized List<String> lines() {
        return new ArrayList<>(lines);
    }

    @Override
    public synchronized void close() {
        try {
            writer.close();
        } catch (IOException e) {
            // nothing is left to do for it
        }
    }
}
