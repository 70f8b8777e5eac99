package com.sellerkit.platform;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URLConnection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/// HTTP for the AWS clients, over the JDK's own connections.
///
/// The SDK's client of this kind streams each body. Before it streams one over a connection that
/// was used already, the JDK waits a millisecond to see whether the other side has closed it: a
/// quarter of what a request to DynamoDB takes. A body that is handed over whole does not wait.
final class AwsHttp implements SdkHttpClient {
    private static final int CONNECT_MILLIS_MAX = 2_000;
    private static final int READ_MILLIS_MAX = 30_000;

    static {
        // The JDK keeps 5 idle connections a host; parallel writes would open thousands of new
        // ones.
        System.setProperty("http.maxConnections", "64");
        // Sending again is up to the SDK, which counts how often.
        System.setProperty("sun.net.http.retryPost", "false");
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        try {
            URLConnection connection = request.httpRequest().getUri().toURL().openConnection();
            return new Exchange((HttpURLConnection) connection, request);
        } catch (IOException e) {
            // Only an address that is none fails so early.
            throw new IllegalArgumentException("AWS cannot be asked at that address", e);
        }
    }

    @Override
    public String clientName() {
        return "UrlConnection";
    }

    @Override
    public void close() {
        // The JDK closes idle connections by itself.
    }

    /// One request and its answer.
    private record Exchange(HttpURLConnection connection, HttpExecuteRequest asked)
            implements ExecutableHttpRequest {
        @Override
        public HttpExecuteResponse call() throws IOException {
            send();
            int status = connection.getResponseCode();
            SdkHttpResponse head =
                    SdkHttpResponse.builder()
                            .statusCode(status)
                            .statusText(connection.getResponseMessage())
                            .headers(headers())
                            .build();
            return HttpExecuteResponse.builder()
                    .response(head)
                    .responseBody(body(status).orElse(null))
                    .build();
        }

        private void send() throws IOException {
            SdkHttpRequest request = asked.httpRequest();
            connection.setRequestMethod(request.method().name());
            connection.setConnectTimeout(CONNECT_MILLIS_MAX);
            connection.setReadTimeout(READ_MILLIS_MAX);
            connection.setInstanceFollowRedirects(false);
            connection.setUseCaches(false);
            request.forEachHeader((name, values) ->
                    values.forEach(value -> connection.addRequestProperty(name, value)));
            Optional<ContentStreamProvider> content = asked.contentStreamProvider();
            if (content.isPresent()) {
                connection.setDoOutput(true);
                try (InputStream from = content.get().newStream();
                        OutputStream to = connection.getOutputStream()) {
                    from.transferTo(to);
                }
            }
        }

        private Map<String, List<String>> headers() {
            Map<String, List<String>> headers = new HashMap<>(connection.getHeaderFields());
            // The JDK keeps the status line there under no name.
            headers.remove(null);
            return headers;
        }

        private Optional<AbortableInputStream> body(int status) throws IOException {
            InputStream body =
                    status < HttpURLConnection.HTTP_BAD_REQUEST
                            ? connection.getInputStream()
                            : connection.getErrorStream();
            return Optional.ofNullable(body).map(it -> AbortableInputStream.create(it, this));
        }

        @Override
        public void abort() {
            connection.disconnect();
        }
    }
}
