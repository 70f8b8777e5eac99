package com.sellerkit.local.cli;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.stream.IntStream;

/// Eight ports in a row for a command: neither of those that systems give to whoever asks for any,
/// nor of those of [com.sellerkit.local.Ports#free].
final class EightPorts {
    private static final int FIRST = 21_000;
    private static final int ROWS = 1_400;

    private EightPorts() {}

    /// The first of eight that are free now; processes that run side by side look far from each
    /// other.
    static int free() {
        int own = (int) (ProcessHandle.current().pid() * 97 % ROWS);
        return IntStream.range(own, own + ROWS)
                .map(row -> FIRST + row % ROWS * 8)
                .filter(first -> IntStream.range(first, first + 8).allMatch(EightPorts::binds))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there are no eight free ports in a row"));
    }

    static boolean binds(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
