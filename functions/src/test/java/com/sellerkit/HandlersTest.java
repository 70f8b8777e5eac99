package com.sellerkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HandlersTest {
    private static final Pattern HANDLER =
            Pattern.compile("Handler: (com\\.sellerkit\\.[\\w.]+)::handleRequest");

    @Test
    void theRuntimeCanMakeAndCallEveryHandlerOfTheTemplate()
            throws IOException, ReflectiveOperationException {
        List<String> handlers =
                HANDLER.matcher(Files.readString(Path.of("..", "template.yaml")))
                        .results()
                        .map(result -> result.group(1))
                        .toList();
        assertThat(handlers).hasSizeGreaterThan(5);
        for (String handler : handlers) {
            Class<?> type = Class.forName(handler);
            assertThat(type).isPublic();
            assertThat(RequestStreamHandler.class).isAssignableFrom(type);
            assertThat(type.getConstructor()).as(handler).isNotNull();
            Method method =
                    type.getMethod(
                            "handleRequest", InputStream.class, OutputStream.class, Context.class);
            // The runtime calls it from another package: a class that it cannot see must not
            // declare it.
            assertThat(Modifier.isPublic(method.getDeclaringClass().getModifiers()))
                    .as(handler)
                    .isTrue();
        }
    }
}
