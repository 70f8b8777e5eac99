package com.sellerkit.local.bootstrap;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/// A runtime client of a few lines, for machines that AWS's own has no native library for (macOS).
public final class RuntimeLoop {
    private RuntimeLoop() {}

    /// Takes events from `AWS_LAMBDA_RUNTIME_API` and hands them to the stream handler named first,
    /// until the process ends.
    public static void main(String[] arguments) throws Exception {
        String api = "http://" + System.getenv("AWS_LAMBDA_RUNTIME_API") + "/2018-06-01/runtime/";
        Object handler;
        Class<?> contextType;
        Method handle;
        try {
            Class<?> type = Class.forName(arguments[0].split("::", -1)[0]);
            handler = type.getConstructor().newInstance();
            contextType = Class.forName("com.amazonaws.services.lambda.runtime.Context");
            handle =
                    Class.forName("com.amazonaws.services.lambda.runtime.RequestStreamHandler")
                            .getMethod(
                                    "handleRequest",
                                    InputStream.class,
                                    OutputStream.class,
                                    contextType);
        } catch (InvocationTargetException e) {
            fail(api + "init/error", e.getTargetException());
            throw e;
        } catch (ReflectiveOperationException e) {
            fail(api + "init/error", e);
            throw e;
        }
        while (true) {
            one(api, handler, handle, contextType);
        }
    }

    private static void one(String api, Object handler, Method handle, Class<?> contextType)
            throws IOException {
        HttpURLConnection next = open(api + "invocation/next");
        byte[] event = next.getInputStream().readAllBytes();
        String id = String.valueOf(next.getHeaderField("Lambda-Runtime-Aws-Request-Id"));
        String arn = String.valueOf(next.getHeaderField("Lambda-Runtime-Invoked-Function-Arn"));
        long deadline =
                Long.parseLong(String.valueOf(next.getHeaderField("Lambda-Runtime-Deadline-Ms")));
        var output = new ByteArrayOutputStream();
        try {
            if (handler instanceof Rehearsal rehearsal) {
                rehearsal.handleRequest(new ByteArrayInputStream(event), output);
            } else {
                handle.invoke(
                        handler,
                        new ByteArrayInputStream(event),
                        output,
                        context(contextType, id, arn, deadline));
            }
            post(api + "invocation/" + id + "/response", output.toByteArray());
        } catch (InvocationTargetException e) {
            fail(api + "invocation/" + id + "/error", e.getTargetException());
        } catch (IllegalAccessException e) {
            fail(api + "invocation/" + id + "/error", e);
        }
    }

    static Object context(Class<?> type, String id, String arn, long deadline) {
        return Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) ->
                        switch (method.getName()) {
                            case "getAwsRequestId" -> id;
                            case "getInvokedFunctionArn" -> arn;
                            case "getFunctionName" -> System.getenv("AWS_LAMBDA_FUNCTION_NAME");
                            case "getFunctionVersion" -> "$LATEST";
                            case "getRemainingTimeInMillis" ->
                                    (int) (deadline - System.currentTimeMillis());
                            case "getMemoryLimitInMB" ->
                                    Integer.parseInt(
                                            System.getenv("AWS_LAMBDA_FUNCTION_MEMORY_SIZE"));
                            default -> null;
                        });
    }

    private static void fail(String address, Throwable cause) throws IOException {
        cause.printStackTrace();
        String body =
                "{\"errorType\":\""
                        + cause.getClass().getName()
                        + "\",\"errorMessage\":\""
                        + String.valueOf(cause.getMessage()).replaceAll("[\\\\\"\\p{Cntrl}]", " ")
                        + "\"}";
        post(address, body.getBytes(StandardCharsets.UTF_8));
    }

    private static void post(String address, byte[] body) throws IOException {
        HttpURLConnection connection = open(address);
        connection.setDoOutput(true);
        connection.getOutputStream().write(body);
        connection.getInputStream().readAllBytes();
    }

    private static HttpURLConnection open(String address) throws IOException {
        return (HttpURLConnection) URI.create(address).toURL().openConnection();
    }
}
