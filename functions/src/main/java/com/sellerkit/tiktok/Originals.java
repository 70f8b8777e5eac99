package com.sellerkit.tiktok;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Reads again what the platform sent before.
public final class Originals {
    private static final byte[] BEFORE =
            "{\"code\":0,\"data\":{\"orders\":".getBytes(StandardCharsets.UTF_8);
    private static final byte[] AFTER = "}}".getBytes(StandardCharsets.UTF_8);

    private Originals() {}

    /// A page of these orders, or empty if they are no JSON.
    ///
    /// @param orders a JSON array
    public static Optional<OrderPage> orders(byte[] orders) {
        ByteArrayOutputStream body = new ByteArrayOutputStream(orders.length + 64);
        body.writeBytes(BEFORE);
        body.writeBytes(orders);
        body.writeBytes(AFTER);
        return Envelope.read(body.toByteArray(), reader -> new OrderPageReader(reader).read())
                .flatMap(envelope -> Optional.ofNullable(envelope.data()));
    }
}
