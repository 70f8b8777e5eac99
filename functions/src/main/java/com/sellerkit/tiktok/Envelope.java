package com.sellerkit.tiktok;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The platform's wrapping of every answer: `code`, `message`, `request_id` and, on success,
/// `data`.
///
/// @param code 0 for success; [#NO_CODE] where there is none
/// @param message the platform's sentence
/// @param requestId the platform's name of the call
/// @param data null if there is none that can be read
record Envelope<T>(long code, String message, String requestId, @Nullable T data) {
    static final long NO_CODE = Long.MIN_VALUE;

    private static final int NESTING_MAX = 64;
    private static final int TEXT_LENGTH_MAX = 1 << 20;

    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(NESTING_MAX)
                                    .maxStringLength(TEXT_LENGTH_MAX)
                                    .build())
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build();

    /// Reads `data`, under the parser, of one kind of call.
    interface DataReader<T> {
        /// The data, or null if it is not what this call answers.
        @Nullable T read(LenientReader reader) throws IOException;
    }

    /// The envelope, or empty if the body is not a whole JSON object.
    static <T> Optional<Envelope<T>> read(byte[] body, DataReader<T> dataReader) {
        try (JsonParser parser = JSON.createParser(body)) {
            parser.nextToken();
            LenientReader reader = new LenientReader(parser, body);
            Parts<T> parts = new Parts<>();
            if (parser.currentToken() == null
                    || !reader.object(name -> parts.field(name, reader, dataReader))) {
                return Optional.empty();
            }
            return Optional.of(
                    new Envelope<>(parts.code, parts.message, parts.requestId, parts.data));
        } catch (IOException e) {
            // Broken off or no JSON; Jackson's message would quote the body.
            return Optional.empty();
        }
    }

    private static final class Parts<T> {
        private long code = NO_CODE;
        private String message = "";
        private String requestId = "";
        private @Nullable T data;

        private void field(String name, LenientReader reader, DataReader<T> dataReader)
                throws IOException {
            switch (name) {
                case "code" -> code = reader.count(NO_CODE);
                case "message" -> message = reader.text();
                case "request_id" -> requestId = reader.text();
                case "data" -> data = dataReader.read(reader);
                default -> reader.unknown();
            }
        }
    }
}
