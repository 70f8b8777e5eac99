package com.sellerkit.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sellerkit.platform.Log.Field;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class LogTest {
    @Test
    void aLineIsOneJsonObjectOfNamedValues() {
        String printed =
                printed(() ->
                        Log.correlated(
                                "req-1",
                                () ->
                                        Log.to("sync")
                                                .info(
                                                        "page stored",
                                                        Field.shop(new ShopId("7001")),
                                                        Field.count("written", 3),
                                                        Field.millis(12),
                                                        Field.outcome("Success"))));

        assertThat(printed.lines()).hasSize(1);
        JsonNode line = Json.parse(printed);
        assertThat(line.path("level").asText()).isEqualTo("INFO");
        assertThat(line.path("area").asText()).isEqualTo("sync");
        assertThat(line.path("message").asText()).isEqualTo("page stored");
        assertThat(line.path("correlationId").asText()).isEqualTo("req-1");
        assertThat(line.path("shopId").asText()).isEqualTo("7001");
        assertThat(line.path("written").asLong()).isEqualTo(3);
        assertThat(line.path("millis").asLong()).isEqualTo(12);
        assertThat(line.path("outcome").asText()).isEqualTo("Success");
    }

    @Test
    void aValueThatIsNoCodeIsNeverWritten() {
        String printed =
                printed(() ->
                        Log.correlated(
                                "Invented Person\n{}",
                                () ->
                                        Log.to("test")
                                                .warn(
                                                        "nothing personal",
                                                        Field.code("1 Example Road"),
                                                        Field.outcome("buyer@example.com"),
                                                        Field.word("stream", "x".repeat(200)),
                                                        Field.exception(
                                                                new IllegalStateException(
                                                                        "555-0100")))));

        assertThat(printed)
                .doesNotContain("Invented", "Example Road", "@example.com", "xxx", "555-0100")
                .contains("[unfit]", "java.lang.IllegalStateException");
        assertThat(printed.lines()).hasSize(1);
    }

    @Test
    void noFieldTakesAFreeFormObject() {
        Set<Class<?>> allowed =
                Set.of(
                        ShopId.class,
                        AccountId.class,
                        ConnectionId.class,
                        String.class,
                        long.class,
                        java.time.Duration.class,
                        Throwable.class);
        List<Method> makers =
                Arrays.stream(Field.class.getDeclaredMethods())
                        .filter(method -> Modifier.isPublic(method.getModifiers()))
                        .toList();

        assertThat(makers).isNotEmpty();
        assertThat(makers)
                .allSatisfy(method -> assertThat(method.getParameterTypes()).isSubsetOf(allowed));
    }

    private static String printed(Runnable work) {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            work.run();
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
