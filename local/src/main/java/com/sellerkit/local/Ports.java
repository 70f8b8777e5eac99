package com.sellerkit.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// The eight ports of a suite.
///
/// @param platform where the platform's webhooks arrive
/// @param operator where what runs can be seen and acted on
public record Ports(
        int app,
        int issuer,
        int sandbox,
        int door,
        int tables,
        int queues,
        int platform,
        int operator) {
    private static final int COUNT = 8;

    private static final int FREE_FIRST = 10_000;
    private static final int FREE_COUNT = 10_000;

    /// Where to look next; processes that run side by side begin far from each other.
    private static final AtomicInteger NEXT =
            new AtomicInteger((int) (ProcessHandle.current().pid() * 997 % FREE_COUNT));

    /// How long a port may stay taken by what an earlier run left behind.
    private static final int PATIENCE_MILLIS = 3000;

    /// Eight ports in a row.
    ///
    /// @param first 1024 to 65528
    public static Ports from(int first) {
        if (first < 1024 || first > 65_528) {
            throw new StartProblem(
                    "The port is "
                            + first
                            + "; allowed are 1024 to 65528, as eight in a row are used.");
        }
        return new Ports(
                first, first + 1, first + 2, first + 3, first + 4, first + 5, first + 6, first + 7);
    }

    /// Eight ports that are free now, of those that no system gives to whoever asks for any: such a
    /// one might be a connection's before the suite has started.
    public static Ports free() {
        int[] found =
                IntStream.generate(NEXT::getAndIncrement)
                        .limit(FREE_COUNT)
                        .map(next -> FREE_FIRST + Math.floorMod(next, FREE_COUNT))
                        .filter(Ports::free)
                        .limit(COUNT)
                        .toArray();
        if (found.length < COUNT) {
            throw new StartProblem(
                    "Fewer than eight ports are free from %d to %d."
                            .formatted(FREE_FIRST, FREE_FIRST + FREE_COUNT - 1));
        }
        return new Ports(
                found[0], found[1], found[2], found[3], found[4], found[5], found[6], found[7]);
    }

    /// @throws StartProblem naming the port that is taken and what to do
    void requireFree() {
        named().forEach((purpose, port) -> {
            long end = System.currentTimeMillis() + PATIENCE_MILLIS;
            while (!free(port)) {
                if (System.currentTimeMillis() > end) {
                    throw new StartProblem(
                            "Port "
                                    + port
                                    + ", meant for "
                                    + purpose
                                    + ", is taken by another program."
                                    + " End that program, or choose eight other ports with --port, such as --port "
                                    + (app() + 1000)
                                    + ".");
                }
                pause();
            }
        });
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Map<String, Integer> named() {
        var named = new LinkedHashMap<String, Integer>();
        named.put("the application", app);
        named.put("the sign-in service", issuer);
        named.put("the TikTok Shop stand-in", sandbox);
        named.put("the AWS services", door);
        named.put("DynamoDB Local", tables);
        named.put("the queues", queues);
        named.put("the webhooks", platform);
        named.put("the operator's page", operator);
        return named;
    }

    private static boolean free(int port) {
        return binds(port, Optional.of(InetAddress.getLoopbackAddress()))
                && binds(port, Optional.empty());
    }

    private static boolean binds(int port, Optional<InetAddress> address) {
        try (ServerSocket socket =
                address.isPresent()
                        ? new ServerSocket(port, 1, address.get())
                        : new ServerSocket(port, 1)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
