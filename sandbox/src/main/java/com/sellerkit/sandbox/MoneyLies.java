package com.sellerkit.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/// Distorts the answers of the finance calls the way an erring platform might.
final class MoneyLies {
    static final List<FaultKind> KINDS =
            List.of(
                    FaultKind.STATEMENT_MISMATCH,
                    FaultKind.FEE_CHANGED,
                    FaultKind.UNKNOWN_FEE,
                    FaultKind.EMPTY_AMOUNT,
                    FaultKind.AMOUNT_AS_NUMBER);

    static final String UNKNOWN_FEE = "sandbox_future_fee_amount";

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final BigDecimal BY = new BigDecimal("-1");
    private static final List<String> COMMISSIONS =
            List.of("referral_fee_amount", "platform_commission_amount");

    private MoneyLies() {}

    static boolean concern(String path) {
        return path.startsWith("/finance/");
    }

    /// The answer with one kind of lie in it.
    static Answer.Body told(FaultKind kind, Answer.Body body) {
        try {
            JsonNode json = MAPPER.readTree(body.text());
            tell(kind, json.path("data"));
            return Answer.json(body.status(), json, body.code());
        } catch (IOException e) {
            throw new IllegalStateException("an answer of ours is not JSON", e);
        }
    }

    private static void tell(FaultKind kind, JsonNode data) {
        if (kind == FaultKind.STATEMENT_MISMATCH) {
            mismatch(data);
        } else if (kind == FaultKind.FEE_CHANGED) {
            charge(data, false);
        } else if (kind == FaultKind.UNKNOWN_FEE) {
            charge(data, true);
        } else if (kind == FaultKind.EMPTY_AMOUNT) {
            empty(data);
        } else {
            numbers(data);
        }
    }

    private static void mismatch(JsonNode data) {
        data.path("statements").forEach(one -> add(one, "settlement_amount", BY));
        add(data, "total_settlement_amount", BY);
    }

    // One more unit is taken of each movement that knows fees, and every sum above it agrees.
    private static void charge(JsonNode data, boolean unknown) {
        for (String list : List.of("transactions", "sku_transactions")) {
            for (JsonNode one : data.path(list)) {
                if (!(one.path("fee_tax_breakdown").path("fee") instanceof ObjectNode fee)) {
                    continue;
                }
                if (unknown) {
                    fee.put(UNKNOWN_FEE, BY.toPlainString());
                } else {
                    add(fee, commission(fee), BY);
                }
                for (String name :
                        List.of(
                                "fee_tax_amount",
                                "settlement_amount",
                                "est_fee_tax_amount",
                                "est_settlement_amount")) {
                    add(one, name, BY);
                }
                for (String name :
                        List.of(
                                "fee_and_tax_amount",
                                "settlement_amount",
                                "total_settlement_amount",
                                "payable_amount",
                                "sum_est_fee_amount",
                                "sum_est_settlement_amount")) {
                    add(data, name, BY);
                }
                add(data.path("total_settlement_breakdown"), "total_fee_tax_amount", BY);
            }
        }
    }

    private static String commission(ObjectNode fee) {
        return COMMISSIONS.stream()
                .filter(name -> !fee.path(name).asText().equals("0"))
                .findFirst()
                .orElse(COMMISSIONS.getFirst());
    }

    private static void empty(JsonNode node) {
        node.forEach(MoneyLies::empty);
        if (node instanceof ObjectNode object && object.path("settlement_amount").isTextual()) {
            object.put("settlement_amount", "");
        }
    }

    private static void numbers(JsonNode node) {
        node.forEach(MoneyLies::numbers);
        if (!(node instanceof ObjectNode object)) {
            return;
        }
        for (Map.Entry<String, JsonNode> field : List.copyOf(object.properties())) {
            boolean amount = field.getKey().endsWith("amount") || field.getKey().equals("value");
            String text = field.getValue().asText();
            if (amount && field.getValue().isTextual() && !text.isEmpty()) {
                object.put(field.getKey(), new BigDecimal(text));
            }
        }
    }

    private static void add(JsonNode node, String name, BigDecimal by) {
        if (node instanceof ObjectNode object && object.path(name).isTextual()) {
            String text = object.path(name).asText();
            BigDecimal before = text.isEmpty() ? BigDecimal.ZERO : new BigDecimal(text);
            object.put(name, before.add(by).toPlainString());
        }
    }
}
