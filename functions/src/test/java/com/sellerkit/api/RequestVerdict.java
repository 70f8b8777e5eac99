package com.sellerkit.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.api.ApiFixture.Answer;
import com.sellerkit.platform.Problem;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// What came of a generated request, and everything about it that must not be.
///
/// @param faults empty if all is well
record RequestVerdict(Answer answer, List<String> faults) {
    RequestVerdict {
        faults = List.copyOf(faults);
    }

    /// Sends the request and looks at the answer, at what is stored and at what was printed.
    ///
    /// @param handler answers events, such as the whole interface of the world
    static RequestVerdict of(
            GeneratedRequest request, SellersWorld world, Function<ObjectNode, Answer> handler) {
        List<Object> before = world.state();
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Answer answer = printingTo(printed, () -> handler.apply(request.event()));
        List<String> faults = new ArrayList<>();
        faults.addAll(faultsOfAnswer(request, answer));
        boolean refused = answer.status() >= 400;
        String why = request.whyRefused(OpenApi.document());
        if (!refused && !why.isEmpty() && isDescribed(request)) {
            faults.add("it was not refused, although " + why);
        }
        if ((refused || isReading(request)) && !world.state().equals(before)) {
            faults.add("it changed what is stored, queued or told");
        }
        String output = printed.toString(StandardCharsets.UTF_8);
        for (String secret : world.secrets()) {
            if (output.contains(secret)) {
                faults.add("'%s' was printed".formatted(secret));
            }
            if (refused && answer.result().toString().contains(secret)) {
                faults.add("the refusal tells '%s'".formatted(secret));
            }
        }
        if (output.contains(HostileValues.MARKER)) {
            faults.add("what the caller sent was printed: " + output);
        }
        return new RequestVerdict(answer, faults);
    }

    private static boolean isDescribed(GeneratedRequest request) {
        return request.resource.startsWith("/api/");
    }

    private static boolean isReading(GeneratedRequest request) {
        return request.method.equals("GET") && !request.resource.equals("/connect/callback");
    }

    private static List<String> faultsOfAnswer(GeneratedRequest request, Answer answer) {
        List<String> faults = new ArrayList<>();
        if (answer.status() < 200 || answer.status() >= 500) {
            faults.add("the status is %d".formatted(answer.status()));
        }
        for (Map.Entry<String, JsonNode> header : answer.result().path("headers").properties()) {
            String value = header.getValue().asText();
            if (value.contains(HostileValues.MARKER) || !value.matches("[\\x20-\\x7e]*")) {
                faults.add("the header %s is '%s'".formatted(header.getKey(), value));
            }
        }
        if (isDescribed(request)) {
            faults.addAll(faultsOfDescribed(request, answer));
        }
        return faults;
    }

    private static List<String> faultsOfDescribed(GeneratedRequest request, Answer answer) {
        OpenApi document = OpenApi.document();
        boolean described = document.operations().contains(request.method + " " + request.resource);
        String[] operation = request.operation.split(" ", 2);
        String wrong =
                document.faults(
                        described ? request.method : operation[0],
                        operation[1],
                        answer.status(),
                        answer.contentType(),
                        answer.text());
        List<String> faults = new ArrayList<>();
        if (!wrong.isEmpty()) {
            faults.add("the answer is not as described: " + wrong);
        } else if (answer.status() >= 400) {
            JsonNode problem = answer.json();
            if (!answer.contentType().equals(Problem.MEDIA_TYPE)
                    || problem.path("status").asInt() != answer.status()
                    || problem.path("detail").asText().isEmpty()
                    || problem.path("requestId").asText().isEmpty()) {
                faults.add("the refusal is no whole problem");
            } else if (!document.problemCodes().contains(answer.code())) {
                faults.add("the code %s is not listed".formatted(answer.code()));
            }
        }
        return faults;
    }

    private static Answer printingTo(
            ByteArrayOutputStream bytes, java.util.function.Supplier<Answer> work) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        PrintStream both = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        System.setOut(both);
        System.setErr(both);
        try {
            return work.get();
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    @Override
    public String toString() {
        return "answered %d %s; %s"
                .formatted(answer.status(), answer.text(), String.join("; ", faults));
    }
}
