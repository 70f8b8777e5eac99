package com.sellerkit.local.bootstrap;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// A function that plays the events of all others, so that the JVM meets the classes of them all in
/// one process.
///
/// Nobody needs their answers, and without tables behind them many fail: that is fine here.
public final class Rehearsal {
    private static final String ID = "00000000-0000-4000-8000-000000000000";

    /// For the runtime client.
    public Rehearsal() {}

    /// Takes a line for each function: its handler, then the files of its events, parted by tabs.
    /// Answers with the number of functions that were constructed.
    public void handleRequest(InputStream lines, OutputStream answer) throws IOException {
        String plan = new String(lines.readAllBytes(), StandardCharsets.UTF_8);
        int constructed = 0;
        for (String line : plan.lines().toList()) {
            List<String> parts = Arrays.asList(line.split("\t", -1));
            try {
                play(parts.getFirst(), parts.subList(1, parts.size()));
                constructed++;
            } catch (ReflectiveOperationException | LinkageError e) {
                System.err.println("Not rehearsed: " + parts.getFirst() + ", " + e);
            }
        }
        answer.write(Integer.toString(constructed).getBytes(StandardCharsets.UTF_8));
    }

    private static void play(String handler, List<String> events)
            throws ReflectiveOperationException, IOException {
        Class<?> contextType = Class.forName("com.amazonaws.services.lambda.runtime.Context");
        Method handle =
                Class.forName("com.amazonaws.services.lambda.runtime.RequestStreamHandler")
                        .getMethod(
                                "handleRequest",
                                InputStream.class,
                                OutputStream.class,
                                contextType);
        Object function = Class.forName(handler.split("::", -1)[0]).getConstructor().newInstance();
        for (String event : events) {
            long deadline = System.currentTimeMillis() + 5_000;
            try (InputStream bytes = Files.newInputStream(Path.of(event))) {
                handle.invoke(
                        function,
                        bytes,
                        new ByteArrayOutputStream(),
                        RuntimeLoop.context(contextType, ID, "rehearsal", deadline));
            } catch (InvocationTargetException e) {
                System.err.println("Rehearsed without success: " + event + ", " + e.getCause());
            }
        }
    }
}
