package com.sellerkit.webhooks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.InvocationContext;
import com.sellerkit.platform.Json;
import com.sellerkit.platform.Queue;
import com.sellerkit.platform.Secret;
import com.sellerkit.tiktok.AppSecret;
import com.sellerkit.vault.WebhookVerifier;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The function that takes webhooks, with an app of its own, and a sender that can sign for it.
public final class WebhookParts {
    private static final String KEY = "simulated-app";
    private static final String SECRET = "simulated-secret";

    private final WebhookFunction function;

    /// @param queue where the notifications go
    public WebhookParts(Queue queue) {
        function = new WebhookFunction(new WebhookVerifier(new App()), queue);
    }

    /// Sends a body, signed; returns the status of the answer.
    public int send(String body) {
        ObjectNode event = Json.object().put("body", body).put("isBase64Encoded", false);
        event.putObject("headers").put("authorization", signature(body));
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try {
            function.handleRequest(
                    new ByteArrayInputStream(Json.bytes(event)), answer, new InvocationContext());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Json.parse(answer.toByteArray()).path("statusCode").asInt();
    }

    private static String signature(String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of()
                    .formatHex(mac.doFinal((KEY + body).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class App implements AppSecret {
        @Override
        public String appKey() {
            return KEY;
        }

        @Override
        public Secret appSecret() {
            return Secret.of(SECRET);
        }
    }
}
