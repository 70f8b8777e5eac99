package com.sellerkit.local.http;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;

/// Opens servers that only this machine reaches, with a thread for each request.
public final class Loopback {
    private static final int WAITING_MAX = 128;

    private Loopback() {}

    /// Serves on a port of the loopback address; port 0 takes any.
    ///
    /// @throws UncheckedIOException when the port is taken
    public static HttpServer serve(int port, String path, HttpHandler handler) {
        HttpServer server;
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                            WAITING_MAX);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(path, handler);
        server.start();
        return server;
    }
}
