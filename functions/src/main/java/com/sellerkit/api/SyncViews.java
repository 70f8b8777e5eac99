package com.sellerkit.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.platform.Json;
import com.sellerkit.platform.Money;
import com.sellerkit.platform.ShopId;
import com.sellerkit.sync.Certificate;
import com.sellerkit.sync.Lately;
import com.sellerkit.sync.OrderRow;
import com.sellerkit.sync.OrderSlice;
import com.sellerkit.sync.StreamStatus;
import com.sellerkit.sync.Trouble;
import com.sellerkit.sync.WebhookStatus;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/// What sync and orders know, in the shapes of `docs/openapi.yaml`.
final class SyncViews {

    private SyncViews() {}

    static ObjectNode shopSync(ShopId shop, List<StreamStatus> statuses, WebhookStatus webhooks) {
        ObjectNode view = Json.object().put("shopId", shop.value());
        view.set("webhooks", webhooks(webhooks));
        ArrayNode streams = view.putArray("streams");
        statuses.forEach(status -> streams.add(stream(status)));
        return view;
    }

    private static ObjectNode webhooks(WebhookStatus status) {
        ObjectNode view = Json.object().put("state", status.state().wireName());
        status.since().ifPresent(since -> view.put("since", since.toString()));
        if (!status.missing().isEmpty()) {
            status.missing().forEach(view.putArray("missing")::add);
        }
        status.trouble()
                .ifPresent(trouble ->
                        view.putObject("reason")
                                .put("code", trouble.code().wireName())
                                .put("sentence", trouble.code().sentence()));
        return view;
    }

    static ObjectNode orderPage(OrderSlice slice) {
        ObjectNode view = Json.object();
        ArrayNode orders = view.putArray("orders");
        slice.orders().forEach(row -> orders.add(order(row)));
        ArrayNode sums = view.putArray("sums");
        for (OrderSlice.Sum sum : slice.sums()) {
            sums.addObject().put("count", sum.count()).set("total", money(sum.total()));
        }
        slice.older().ifPresent(cursor -> view.put("older", cursor));
        slice.newer().ifPresent(cursor -> view.put("newer", cursor));
        slice.asOf().ifPresent(moment -> view.put("asOf", moment.toString()));
        slice.foundBy().ifPresent(found -> view.put("foundBy", found.wireName()));
        return view;
    }

    private static ObjectNode stream(StreamStatus status) {
        ObjectNode view =
                Json.object()
                        .put("stream", status.stream())
                        .put("group", status.group().wireName())
                        .put("state", status.state().wireName())
                        .put("runningNow", status.runningNow());
        status.trouble().ifPresent(trouble -> view.set("reason", reason(trouble, status)));
        status.progress().ifPresent(progress -> view.set("progress", progress(progress)));
        status.asOf().ifPresent(moment -> view.put("asOf", moment.toString()));
        status.lastAttemptAt().ifPresent(moment -> view.put("lastAttemptAt", moment.toString()));
        status.nextAt().ifPresent(moment -> view.put("nextAt", moment.toString()));
        status.waiting()
                .ifPresent(waiting ->
                        view.putObject("waiting")
                                .put("count", waiting.count())
                                .put("more", waiting.more()));
        status.lately().lag().ifPresent(lag -> view.set("lag", lag(lag)));
        status.lately().overcome().ifPresent(past -> view.set("overcome", overcome(past)));
        if (!status.lately().drift().isEmpty()) {
            view.set("drift", drift(status.lately().drift()));
        }
        status.compared()
                .ifPresent(compared ->
                        view.putObject("compared")
                                .put("days", compared.days())
                                .put("differing", compared.differing())
                                .put("checkedAt", compared.checkedAt().toString()));
        status.apart().ifPresent(apart -> view.set("setApart", setApart(apart)));
        return view;
    }

    private static ObjectNode setApart(StreamStatus.Apart apart) {
        ObjectNode view =
                Json.object()
                        .put("count", apart.count())
                        .put("more", apart.more())
                        .put("since", apart.since().toString())
                        .put("retryAt", apart.retryAt().toString());
        apart.codes().forEach(view.putArray("codes")::add);
        return view;
    }

    private static ArrayNode drift(List<Lately.Drifted> drifted) {
        ArrayNode view = Json.array();
        for (Lately.Drifted each : drifted) {
            view.addObject()
                    .put("kind", each.oddity().kind().wireName())
                    .put("field", each.oddity().field())
                    .put("times", each.times())
                    .put("lastAt", each.lastAt().toString());
        }
        return view;
    }

    private static ObjectNode lag(Lately.Lag lag) {
        ObjectNode view =
                Json.object()
                        .put("oursMillis", lag.ours().toMillis())
                        .put("at", lag.at().toString());
        lag.theirs().ifPresent(theirs -> view.put("theirsMillis", theirs.toMillis()));
        return view;
    }

    private static ObjectNode overcome(Lately.Overcome past) {
        return Json.object()
                .put("code", past.code().wireName())
                .put("times", past.times())
                .put("at", past.at().toString());
    }

    static ObjectNode certificates(
            ShopId shop, LocalDate from, LocalDate to, Map<String, List<Certificate>> streams) {
        ObjectNode view =
                Json.object()
                        .put("shopId", shop.value())
                        .put("from", from.toString())
                        .put("to", to.toString());
        ArrayNode all = view.putArray("streams");
        streams.forEach((stream, certificates) -> {
            ArrayNode days = all.addObject().put("stream", stream).putArray("certificates");
            certificates.forEach(each -> days.add(certificate(each)));
        });
        return view;
    }

    private static ObjectNode certificate(Certificate certificate) {
        ObjectNode view =
                Json.object()
                        .put("platform", certificate.platform())
                        .put("stored", certificate.stored())
                        .put("difference", certificate.difference())
                        .put("vanished", certificate.vanished())
                        .put("announced", certificate.announced())
                        .put("held", certificate.held())
                        .put("checkedAt", certificate.checkedAt().toString());
        certificate.day().ifPresent(day -> view.put("day", day.toString()));
        certificate.differsSince().ifPresent(since -> view.put("differsSince", since.toString()));
        return view;
    }

    private static ObjectNode reason(Trouble trouble, StreamStatus status) {
        ObjectNode view =
                Json.object()
                        .put("code", trouble.code().wireName())
                        .put("sentence", trouble.code().sentence());
        status.retryAt().ifPresent(moment -> view.put("retryAt", moment.toString()));
        return view;
    }

    private static ObjectNode progress(StreamStatus.Progress progress) {
        ObjectNode view =
                Json.object()
                        .put("read", progress.read())
                        .put("unreadable", progress.unreadable())
                        .put("startedAt", progress.startedAt().toString());
        progress.total().ifPresent(total -> view.put("total", total));
        progress.finishedAt().ifPresent(moment -> view.put("finishedAt", moment.toString()));
        return view;
    }

    static ObjectNode order(OrderRow row) {
        ObjectNode view =
                Json.object()
                        .put("id", row.id().value())
                        .put("status", row.status())
                        .put("placedAt", row.placedAt().toString())
                        .put("updatedAt", row.updatedAt().toString())
                        .put("sample", row.sample())
                        .put("cashOnDelivery", row.cashOnDelivery());
        row.paidAt().ifPresent(moment -> view.put("paidAt", moment.toString()));
        row.shipBy().ifPresent(moment -> view.put("shipBy", moment.toString()));
        row.total().ifPresent(total -> view.set("total", money(total)));
        ArrayNode lines = view.putArray("lines");
        for (OrderRow.Line line : row.lines()) {
            ObjectNode shown =
                    lines.addObject()
                            .put("productName", line.productName())
                            .put("quantity", line.quantity());
            if (!line.skuName().isEmpty()) {
                shown.put("skuName", line.skuName());
            }
            if (!line.sellerSku().isEmpty()) {
                shown.put("sellerSku", line.sellerSku());
            }
            line.unitPrice().ifPresent(price -> shown.set("unitPrice", money(price)));
        }
        ArrayNode tracking = view.putArray("trackingNumbers");
        row.trackingNumbers().forEach(tracking::add);
        return view;
    }

    static ObjectNode money(Money money) {
        return Json.object()
                .put("currency", money.currency())
                .put("minor", money.minor())
                .put("exponent", money.exponent());
    }
}
