package com.sellerkit.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.InvocationContext;
import com.sellerkit.account.Accounts;
import com.sellerkit.account.Membership;
import com.sellerkit.account.Terms;
import com.sellerkit.connect.ConnectFixture;
import com.sellerkit.platform.AccountId;
import com.sellerkit.platform.InMemoryQueue;
import com.sellerkit.platform.Json;
import com.sellerkit.platform.PersonId;
import com.sellerkit.store.InMemoryRecords;
import com.sellerkit.sync.Buyers;
import com.sellerkit.sync.OrderStream;
import com.sellerkit.sync.Orders;
import com.sellerkit.sync.RevealNotes;
import com.sellerkit.sync.SyncQueues;
import com.sellerkit.sync.SyncRequests;
import com.sellerkit.sync.SyncStatus;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The sellers' interface in memory; every answer that passes through is held against
/// `docs/openapi.yaml`.
final class ApiFixture {
    static final String CLIENT = "sellerkit-web";
    static final PersonId ANNA = ConnectFixture.ANNA;
    static final PersonId BEN = ConnectFixture.BEN;

    private static final List<String> STREAMS = List.of(OrderStream.NAME);

    final ConnectFixture on = new ConnectFixture();
    final Terms terms = Terms.inForce();
    final Accounts accounts = new Accounts(on.records, on.ledger, terms, on.time, on.ids);
    final Guards guards = new Guards(accounts, terms);
    final InMemoryRecords shops = on.shopRecords;
    final InMemoryQueue live = new InMemoryQueue();
    final InMemoryQueue backfill = new InMemoryQueue();
    final List<HttpFunction> functions = functions();

    private List<HttpFunction> functions() {
        List<HttpFunction> all = new ArrayList<>();
        all.add(new AccountFunction(accounts, terms, guards, on.time));
        all.add(
                new ConnectionsFunction(
                        new ConnectionsFunction.Doors(
                                on.connections,
                                on.authorizations,
                                on.completions,
                                on.confirmations,
                                on.disconnections,
                                new ShopGuard(on.shops()),
                                on.time),
                        guards,
                        on.time));
        all.add(new CallbackFunction(on.callback, on.time));
        all.add(
                new ShopsFunction(
                        on.shops(),
                        new SyncStatus(shops, STREAMS, on.time),
                        new SyncRequests(
                                shops,
                                on.shops(),
                                new SyncQueues(live, live, backfill),
                                STREAMS,
                                on.time),
                        guards,
                        on.time));
        all.add(new OrdersFunction(on.shops(), new Orders(shops), guards, on.time));
        all.add(
                new RevealsFunction(
                        on.shops(),
                        new Reveals(
                                new Buyers(shops),
                                new RevealNotes(shops),
                                on.ledger,
                                on.time,
                                on.ids),
                        guards,
                        on.time));
        return List.copyOf(all);
    }

    /// All operations of all functions.
    List<Route> routes() {
        return functions.stream().flatMap(function -> function.routes().stream()).toList();
    }

    /// Lets a person accept the terms, and gives the account that this opens.
    AccountId member(PersonId person) {
        accounts.accept(person, terms.version(), true);
        return accounts.membership(person).map(Membership::account).orElseThrow();
    }

    Call call(String method, String resource) {
        return new Call(method, resource);
    }

    /// A request in the making.
    final class Call {
        private final String method;
        private final String resource;
        private final ObjectNode headers = Json.object();
        private final Map<String, String> path = new LinkedHashMap<>();
        private final Map<String, List<String>> query = new LinkedHashMap<>();
        private Optional<ObjectNode> claims = Optional.empty();
        private Optional<byte[]> body = Optional.empty();
        private boolean encoded;

        private Call(String method, String resource) {
            this.method = method;
            this.resource = resource;
        }

        Call as(PersonId person) {
            return claims(
                    Json.object()
                            .put("sub", person.value())
                            .put("token_use", "access")
                            .put("client_id", CLIENT)
                            .put("scope", "openid email profile sellerkit/app"));
        }

        Call claims(ObjectNode verified) {
            claims = Optional.of(verified);
            return this;
        }

        Call path(String name, String value) {
            path.put(name, value);
            return this;
        }

        Call query(String name, String... values) {
            query.put(name, List.of(values));
            return this;
        }

        Call cookie(String value) {
            return header("Cookie", "other=1; __Host-sellerkit_connect=" + value + "; more=2");
        }

        Call header(String name, String value) {
            headers.put(name, value);
            return this;
        }

        Call body(String json) {
            header("Content-Type", "application/json; charset=utf-8");
            return bytes(json.getBytes(StandardCharsets.UTF_8));
        }

        Call bytes(byte[] content) {
            body = Optional.of(content);
            return this;
        }

        /// Sends the body as the gateway does where all media types count as binary.
        Call encoded() {
            encoded = true;
            return this;
        }

        Answer send() {
            Answer answer = exchange(event());
            if (!resource.startsWith("/connect/") && isOperation()) {
                assertThat(
                                OpenApi.document()
                                        .faults(
                                                method,
                                                resource,
                                                answer.status(),
                                                answer.contentType(),
                                                answer.text()))
                        .as("%s %s answers %s %s", method, resource, answer.status(), answer.text())
                        .isEmpty();
            }
            return answer;
        }

        private boolean isOperation() {
            return OpenApi.document().operations().contains(method + " " + resource);
        }

        private ObjectNode event() {
            ObjectNode event =
                    Json.object()
                            .put("resource", resource)
                            .put("path", resource)
                            .put("httpMethod", method)
                            .put("isBase64Encoded", encoded);
            event.set("headers", headers);
            event.putObject("stageVariables").put("oidcClientId", CLIENT);
            ObjectNode parameters = event.putObject("pathParameters");
            path.forEach(parameters::put);
            ObjectNode values = event.putObject("multiValueQueryStringParameters");
            query.forEach((name, all) -> {
                ArrayNode array = values.putArray(name);
                all.forEach(array::add);
            });
            ObjectNode context =
                    event.putObject("requestContext")
                            .put("requestId", "c6af9ac6-7b61-11e6-9a41-93e8deadbeef")
                            .put("path", "/live" + resource);
            claims.ifPresent(verified -> context.putObject("authorizer").set("claims", verified));
            if (body.isPresent()) {
                event.put(
                        "body",
                        encoded
                                ? Base64.getEncoder().encodeToString(body.get())
                                : new String(body.get(), StandardCharsets.UTF_8));
            } else {
                event.putNull("body");
            }
            return event;
        }
    }

    /// Sends any event to the function whose route it names, or to the first.
    Answer exchange(ObjectNode event) {
        HttpFunction function =
                functions.stream()
                        .filter(it ->
                                it.routes().stream()
                                        .anyMatch(route ->
                                                route.resource()
                                                        .equals(event.path("resource").asText())))
                        .findFirst()
                        .orElse(functions.getFirst());
        return send(function, Json.bytes(event));
    }

    static Answer send(HttpFunction function, byte[] event) {
        try {
            ByteArrayOutputStream output = new ByteArrayOutputStream();
            function.handleRequest(
                    new ByteArrayInputStream(event), output, new InvocationContext());
            return new Answer(Json.parse(output.toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What came back.
    record Answer(JsonNode result) {
        int status() {
            return result.path("statusCode").asInt();
        }

        String header(String name) {
            return result.path("headers").path(name).asText();
        }

        String contentType() {
            return header("Content-Type");
        }

        String text() {
            return result.path("body").asText();
        }

        JsonNode json() {
            return Json.parse(text());
        }

        String code() {
            return json().path("code").asText();
        }
    }
}
