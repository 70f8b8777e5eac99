package com.sellerkit.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.local.engines.JsonFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.function.Consumer;

/// The folder that holds everything a suite keeps, used by one runner at a time.
final class StateFolder implements AutoCloseable {
    /// Rises when what is kept can no longer be read by an older SellerKit, or not as a newer one
    /// needs it; `./sellerkit doctor` reads it here.
    private static final int VERSION = 2;

    private final Path folder;
    private final FileChannel channel;
    private final FileLock lock;

    private StateFolder(Path folder, FileChannel channel, FileLock lock) {
        this.folder = folder;
        this.channel = channel;
        this.lock = lock;
    }

    /// Takes the folder to go on with its data; the operating system gives it back when the runner
    /// ends, however it ends.
    ///
    /// @throws StartProblem when another runner uses it, or another version's data are in it
    static StateFolder take(Path folder) {
        StateFolder taken = takeWhateverItHolds(folder);
        try {
            taken.checkVersion();
            return taken;
        } catch (IOException e) {
            taken.close();
            throw new UncheckedIOException(e);
        } catch (StartProblem e) {
            taken.close();
            throw e;
        }
    }

    /// Takes the folder to forget its data, of whatever version they are.
    ///
    /// @throws StartProblem when another runner uses it
    static StateFolder takeWhateverItHolds(Path folder) {
        try {
            Files.createDirectories(folder);
            Path file = folder.resolve("lock");
            FileChannel channel =
                    FileChannel.open(
                            file,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                String owner = Files.readString(file).strip();
                channel.close();
                throw new StartProblem(
                        "SellerKit runs already with the data in "
                                + folder
                                + (owner.isEmpty() ? "" : " (process " + owner + ")")
                                + ". End it first, with Ctrl-C where it runs.");
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(
                            Long.toString(ProcessHandle.current().pid())
                                    .getBytes(StandardCharsets.UTF_8)));
            channel.force(true);
            return new StateFolder(folder, channel, lock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @org.jspecify.annotations.Nullable FileLock tryLock(FileChannel channel)
            throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private void checkVersion() throws IOException {
        Path file = folder.resolve("version");
        String mine = Integer.toString(VERSION);
        if (!Files.exists(file)) {
            Files.writeString(file, mine + "\n");
            return;
        }
        String seen = Files.readString(file).strip();
        if (!seen.equals(mine)) {
            throw new StartProblem(
                    "The data in "
                            + folder
                            + " have version "
                            + seen
                            + ", and this SellerKit keeps version "
                            + mine
                            + ". Start with --fresh to forget them, or use the SellerKit that they belong to.");
        }
    }

    Path path(String name) {
        return folder.resolve(name);
    }

    /// A random identity that stays the same for as long as the data lives.
    String identity(String name) {
        var file = new JsonFile(folder.resolve("identity.json"));
        ObjectNode document = file.read();
        if (!document.has(name)) {
            byte[] bytes = new byte[10];
            new SecureRandom().nextBytes(bytes);
            document.put(name, HexFormat.of().withUpperCase().formatHex(bytes));
            file.write(document);
        }
        return document.path(name).asText();
    }

    /// Deletes all that the folder holds but the lock.
    void forget(Consumer<Path> delete) {
        try (var entries = Files.list(folder)) {
            entries.filter(entry -> !entry.getFileName().toString().equals("lock")).forEach(delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            lock.release();
            channel.close();
        } catch (IOException e) {
            // The operating system releases it with the process.
        }
    }
}
