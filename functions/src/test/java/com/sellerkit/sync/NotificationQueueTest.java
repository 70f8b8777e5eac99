package com.sellerkit.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// What the notifications know of their queue is what the template says of it.
class NotificationQueueTest {
    @Test
    void whatIsLeftToThePollsIsLeftJustBeforeTheQueueWouldGiveItUp() throws IOException {
        JsonNode queue =
                new YAMLMapper()
                        .readTree(Path.of("..", "template.yaml").toFile())
                        .at("/Resources/NotificationQueue/Properties");

        int receives = queue.at("/RedrivePolicy/maxReceiveCount").asInt();
        assertThat(Notifications.ATTEMPTS_MAX).isEqualTo(receives - 1);
    }
}
