package com.sellerkit.local.host;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A function that does what its event asks for, to see what the host makes of it. It knows nothing
/// but the JDK.
public final class ProbeFunction implements RequestStreamHandler {
    private static final Pattern RECORD =
            Pattern.compile("\"messageId\":\"([^\"]+)\"[^}]*?\"body\":\"([^\"]*)\"");

    private int calls;

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context)
            throws IOException {
        calls++;
        String event = new String(input.readAllBytes(), StandardCharsets.UTF_8);
        System.out.println("seen " + event);
        if (event.contains("\"Records\"")) {
            write(output, failures(event));
        } else if (event.contains("\"httpMethod\"")) {
            write(output, proxyAnswer(event));
        } else if (event.contains("\"routeKey\"")) {
            write(output, event.contains("/hooks/plain") ? "{\"plain\":1}" : hookAnswer(event));
        } else if (event.contains("exit")) {
            Runtime.getRuntime().halt(7);
        } else if (event.contains("throw")) {
            throw new IllegalStateException("asked to fail");
        } else if (event.contains("sleep")) {
            sleep();
        } else if (event.contains("environment")) {
            write(
                    output,
                    quoted(String.join(" ", System.getenv().keySet().stream().sorted().toList())));
        } else {
            write(
                    output,
                    "{\"calls\":"
                            + calls
                            + ",\"pid\":"
                            + ProcessHandle.current().pid()
                            + ",\"function\":"
                            + quoted(context.getFunctionName())
                            + ",\"request\":"
                            + quoted(context.getAwsRequestId())
                            + ",\"greeting\":"
                            + quoted(String.valueOf(System.getenv("GREETING")))
                            + "}");
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(60_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String failures(String event) {
        var failed = new ArrayList<String>();
        Matcher matcher = RECORD.matcher(event);
        while (matcher.find()) {
            if (matcher.group(2).contains("bad")) {
                failed.add("{\"itemIdentifier\":\"" + matcher.group(1) + "\"}");
            }
        }
        return "{\"batchItemFailures\":[" + String.join(",", failed) + "]}";
    }

    private static String proxyAnswer(String event) {
        return "{\"statusCode\":200,\"multiValueHeaders\":{\"Set-Cookie\":[\"a=1\",\"b=2\"]},"
                + "\"headers\":{\"Content-Type\":\"application/json\"},\"body\":"
                + quoted(event.replace("\\", "\\\\").replace("\"", "\\\""))
                + "}";
    }

    private static String hookAnswer(String event) {
        return "{\"statusCode\":202,\"cookies\":[\"c=3\",\"d=4\"],\"headers\":{\"X-Own\":\"1\"},\"body\":"
                + quoted(event.replace("\\", "\\\\").replace("\"", "\\\""))
                + "}";
    }

    private static String quoted(String text) {
        return "\"" + text + "\"";
    }

    private static void write(OutputStream output, String text) throws IOException {
        output.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
