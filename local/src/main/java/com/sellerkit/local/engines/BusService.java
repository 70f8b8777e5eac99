package com.sellerkit.local.engines;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.local.door.Service;
import com.sellerkit.local.door.ServiceError;
import com.sellerkit.local.template.Names;
import com.sellerkit.local.template.TemplateProblem;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import software.amazon.event.ruler.Machine;
import software.amazon.event.ruler.RuleCompiler;

/// Stands in for EventBridge: matches facts against rules with AWS's own matcher and hands them to
/// the rules' targets.
public final class BusService implements Service {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ENTRIES_MAX = 10;
    private static final int TOLD_KEPT = 50;

    private final String region;
    private final Map<String, Bus> buses = new HashMap<>();
    private final Deque<Told> told = new ArrayDeque<>();

    /// A fact that was published.
    ///
    /// @param detail as it was published
    /// @param rules the names of the rules that it matched
    public record Told(
            Instant at,
            String id,
            String source,
            String type,
            JsonNode detail,
            List<String> rules) {
        public Told {
            rules = List.copyOf(rules);
        }
    }

    private static final class Bus {
        final Machine machine = Machine.builder().build();
        final Map<String, Consumer<String>> targets = new HashMap<>();
    }

    /// @param names the buses that exist
    public BusService(String region, List<String> names) {
        this.region = region;
        names.forEach(name -> buses.put(name, new Bus()));
        buses.put("default", new Bus());
    }

    /// Adds a rule.
    ///
    /// @param pattern an event pattern in JSON
    /// @param target takes each matching event, in JSON
    /// @throws TemplateProblem when the bus or the pattern is wrong
    public void rule(String bus, String name, String pattern, Consumer<String> target) {
        Bus found = buses.get(bus);
        if (found == null) {
            throw new TemplateProblem(
                    "The rule "
                            + name
                            + " listens to the bus "
                            + bus
                            + ", which is not in the template.");
        }
        try {
            String error = RuleCompiler.check(pattern);
            if (error != null) {
                throw new TemplateProblem(
                        "The pattern of the rule " + name + " is wrong: " + error);
            }
            found.machine.addRule(name, pattern);
            found.targets.put(name, target);
        } catch (IOException e) {
            throw new TemplateProblem(
                    "The pattern of the rule " + name + " is wrong: " + e.getMessage());
        }
    }

    @Override
    public JsonNode handle(String operation, JsonNode input) throws ServiceError {
        if (!operation.equals("PutEvents")) {
            throw new ServiceError(
                    "UnknownOperationException", "EventBridge " + operation + " is not run here.");
        }
        JsonNode entries = input.path("Entries");
        if (entries.isEmpty() || entries.size() > ENTRIES_MAX) {
            throw new ServiceError(
                    "ValidationException",
                    "There are " + entries.size() + " entries; allowed are 1 to 10.");
        }
        ObjectNode output = JSON.createObjectNode();
        ArrayNode results = output.putArray("Entries");
        int failed = 0;
        for (JsonNode entry : entries) {
            ObjectNode result = results.addObject();
            try {
                result.put("EventId", publish(entry));
            } catch (ServiceError e) {
                failed++;
                result.put("ErrorCode", e.type());
                result.put("ErrorMessage", e.getMessage());
            }
        }
        return output.put("FailedEntryCount", failed);
    }

    private void keep(Told fact) {
        synchronized (told) {
            if (told.size() == TOLD_KEPT) {
                told.removeLast();
            }
            told.addFirst(fact);
        }
    }

    /// The last facts, newest first.
    public List<Told> lastTold() {
        synchronized (told) {
            return List.copyOf(told);
        }
    }

    private String publish(JsonNode entry) throws ServiceError {
        for (String field : List.of("Source", "DetailType", "Detail")) {
            if (entry.path(field).asText().isEmpty()) {
                throw new ServiceError(
                        "InvalidArgument",
                        "Parameter "
                                + field
                                + " is not valid. Reason: "
                                + field
                                + " is a required argument.");
            }
        }
        String busName = entry.path("EventBusName").asText("default");
        busName = busName.substring(busName.lastIndexOf('/') + 1);
        Bus bus = buses.get(busName);
        if (bus == null) {
            throw new ServiceError("InvalidArgument", "Event bus " + busName + " does not exist.");
        }
        JsonNode detail;
        try {
            detail = JSON.readTree(entry.path("Detail").asText());
        } catch (JsonProcessingException e) {
            throw new ServiceError("MalformedDetail", "Detail is malformed.");
        }
        if (!detail.isObject()) {
            throw new ServiceError("MalformedDetail", "Detail is malformed.");
        }
        String id = UUID.randomUUID().toString();
        ObjectNode event =
                JSON.createObjectNode()
                        .put("version", "0")
                        .put("id", id)
                        .put("detail-type", entry.path("DetailType").asText())
                        .put("source", entry.path("Source").asText())
                        .put("account", Names.ACCOUNT)
                        .put("time", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
                        .put("region", region);
        event.set(
                "resources",
                entry.path("Resources").isArray() ? entry.path("Resources") : event.arrayNode());
        event.set("detail", detail);
        String json = event.toString();
        try {
            List<String> rules = bus.machine.rulesForJSONEvent(json);
            keep(
                    new Told(
                            Instant.now(),
                            id,
                            entry.path("Source").asText(),
                            entry.path("DetailType").asText(),
                            detail,
                            rules));
            for (String rule : rules) {
                Consumer<String> target = bus.targets.get(rule);
                if (target != null) {
                    target.accept(json);
                }
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return id;
    }
}
