package com.sellerkit.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.platform.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EventExamplesTest {
    private final ApiFixture api = new ApiFixture();

    @Test
    void everyExampleOfARequestIsUnderstood() throws IOException {
        List<Path> examples;
        try (Stream<Path> files = Files.list(Path.of("..", "events"))) {
            examples =
                    files.filter(file ->
                                    file.getFileName()
                                            .toString()
                                            .matches(
                                                    "(account|callback|connections|shops|orders|reveals)-.*json"))
                            .sorted()
                            .toList();
        }
        assertThat(examples).hasSizeGreaterThan(10);
        for (Path example : examples) {
            ObjectNode event = (ObjectNode) Json.parse(Files.readAllBytes(example));
            ApiFixture.Answer answer = api.exchange(event);
            assertThat(answer.status())
                    .as("%s answers %s", example, answer.text())
                    .isNotIn(400, 401, 405, 413, 415, 500);
            // What an example names need not exist, but its address has to.
            assertThat(answer.text()).as(example.toString()).doesNotContain("no-such-route");
        }
    }
}
