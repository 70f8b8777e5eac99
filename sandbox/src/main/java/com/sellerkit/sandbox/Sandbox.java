package com.sellerkit.sandbox;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The running stand-in: one loopback address that is the authorize host, the token host and the
/// API host at once.
public final class Sandbox implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService executor;
    private final SandboxControl control;
    private final WebhookTicker ticker;

    private Sandbox(
            HttpServer server,
            ExecutorService executor,
            SandboxControl control,
            WebhookTicker ticker) {
        this.server = server;
        this.executor = executor;
        this.control = control;
        this.ticker = ticker;
    }

    /// Starts a stand-in on the loopback address.
    ///
    /// @throws UncheckedIOException if the port is taken or the state file cannot be read or
    ///   written
    /// @throws IllegalArgumentException if the state file belongs to another seed or is no state
    ///   file
    public static Sandbox start(SandboxConfig config) {
        // Without it, the server's small answers wait for the client's delayed acknowledgement: 40
        // ms each.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        Platform platform = new Platform(config);
        SandboxControl control = new SandboxControl(platform);
        try {
            InetSocketAddress address =
                    new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), config.port());
            HttpServer server = HttpServer.create(address, 0);
            ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
            server.setExecutor(executor);
            server.createContext("/", new Front(platform, new Control(platform, control)));
            server.start();
            return new Sandbox(server, executor, control, WebhookTicker.start(platform.webhooks()));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot listen on 127.0.0.1:" + config.port() + "; is the port taken?", e);
        }
    }

    /// Where everything is served, such as `http://127.0.0.1:8082`, without a slash at the end.
    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// What can be observed and changed from within the process.
    public SandboxControl control() {
        return control;
    }

    /// Stops at once; calls and deliveries that are under way are cut off.
    @Override
    public void close() {
        ticker.close();
        server.stop(0);
        executor.shutdownNow();
    }

    /// Runs a stand-in on its own until the process is ended; `--help` tells the options. Wrong
    /// arguments end it with status 2.
    public static void main(String[] args) {
        try {
            CommandLine.config(args).ifPresent(Sandbox::serve);
        } catch (IllegalArgumentException | UncheckedIOException e) {
            System.err.println(e.getMessage());
            System.err.println("--help tells the options.");
            System.exit(2);
        }
    }

    private static void serve(SandboxConfig config) {
        Sandbox sandbox = start(config);
        Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close));
        System.out.println(
                "TikTok Shop stand-in on %1$s, control page %1$s%2$s"
                        .formatted(sandbox.baseUrl(), Control.PAGE_PATH));
    }
}
