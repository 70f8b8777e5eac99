package com.sellerkit.api;

import com.sellerkit.platform.Json;
import com.sellerkit.platform.Problem;
import java.util.List;
import java.util.Optional;

/// Every problem of the interface that is not a feature's own, each with its stable code.
final class Problems {

    /// How many fields one problem names at most.
    static final int ERRORS_MAX = 20;

    private Problems() {}

    static Problem unauthorized() {
        return Problem.of(401, "unauthorized", "Not signed in", "Sign in, then try again.");
    }

    static Problem forbidden() {
        return Problem.of(
                403,
                "forbidden",
                "Not allowed",
                "This sign-in does not include the use of SellerKit. Sign in again from the"
                        + " application.");
    }

    static Problem termsRequired(String currentVersion) {
        return Problem.of(
                        403,
                        "terms-required",
                        "Terms not accepted",
                        "Read and accept the current terms and privacy policy first.")
                .with("currentVersion", currentVersion);
    }

    static Problem termsOutdated(String currentVersion) {
        return Problem.of(
                        409,
                        "terms-outdated",
                        "Newer terms",
                        "That is not the version in force. Read the current version and accept that"
                                + " one.")
                .with("currentVersion", currentVersion);
    }

    static Problem mustBeAdult() {
        return Problem.of(
                422,
                "must-be-adult",
                "18 or older only",
                "SellerKit is for people of at least 18 years. Nothing about you was stored.");
    }

    /// The same whether it does not exist or belongs to another account.
    static Problem notFound() {
        return Problem.of(
                404,
                "not-found",
                "Not found",
                "There is no such thing in your account. It may have been disconnected.");
    }

    static Problem noSuchRoute() {
        return Problem.of(404, "no-such-route", "Not found", "The API has no such address.");
    }

    static Problem methodNotAllowed(String allowed) {
        return Problem.of(
                405,
                "method-not-allowed",
                "Method not allowed",
                "This address takes only " + allowed + ".");
    }

    static Problem invalid(List<Problem.FieldError> errors) {
        return new Problem(
                400,
                "invalid-request",
                "Something in the request is not right",
                errors.size() == 1
                        ? "One field needs another value."
                        : "%d fields need other values.".formatted(errors.size()),
                errors,
                Json.object());
    }

    static Problem bodyMissing() {
        return invalid(
                List.of(new Problem.FieldError("(body)", Optional.empty(), "a JSON object")));
    }

    static Problem malformedJson() {
        return Problem.of(
                400,
                "malformed-json",
                "Not readable as JSON",
                "The body has to be one JSON object in UTF-8, without repeated names and not nested"
                        + " deeply.");
    }

    static Problem unsupportedMediaType(String seen) {
        return new Problem(
                415,
                "unsupported-media-type",
                "Unsupported media type",
                "Send the body as application/json.",
                List.of(
                        new Problem.FieldError(
                                "Content-Type",
                                seen.isEmpty()
                                        ? Optional.empty()
                                        : Optional.of(Seen.shortened(seen)),
                                "application/json")),
                Json.object());
    }

    static Problem tooLarge() {
        return Problem.of(
                413,
                "too-large",
                "Too large",
                "A request body may have at most %d KiB."
                        .formatted(HttpRequest.BODY_BYTES_MAX / 1024));
    }

    static Problem badCursor() {
        return Problem.of(
                400,
                "bad-cursor",
                "This page is no longer available",
                "The cursor does not belong to this list. Start again from the first page.");
    }

    static Problem syncAlreadyRunning() {
        return Problem.of(
                409,
                "sync-already-running",
                "Already syncing",
                "This shop is being synced right now. Its state shows how far it is.");
    }

    static Problem syncTooSoon(long retryAfterSeconds) {
        return Problem.of(
                        429,
                        "sync-too-soon",
                        "Just asked",
                        "A sync was asked for a moment ago. Wait %d seconds before asking again."
                                .formatted(retryAfterSeconds))
                .with("retryAfterSeconds", retryAfterSeconds);
    }

    static Problem syncReconnectNeeded() {
        return Problem.of(
                409,
                "sync-reconnect-needed",
                "Reconnect the shop first",
                "TikTok no longer lets SellerKit read this shop. Connect it again.");
    }

    static Problem unknownStream(String seen, List<String> allowed) {
        return new Problem(
                422,
                "unknown-stream",
                "There is no such kind of data",
                "SellerKit reads no data of this name.",
                List.of(
                        new Problem.FieldError(
                                "stream",
                                Optional.of(Seen.shortened(seen)),
                                "one of " + String.join(", ", allowed))),
                Json.object());
    }

    static Problem reasonRequired() {
        return Problem.of(
                422,
                "reason-required",
                "Say why",
                "Another reason needs a few words that say which. Nothing was shown.");
    }

    static Problem buyerDataUnavailable() {
        return Problem.of(
                410,
                "buyer-data-unavailable",
                "No longer there",
                "TikTok masks this buyer's data by now, or it was erased. There is nothing to"
                        + " show, and nothing was recorded.");
    }

    static Problem shopDisconnected() {
        return Problem.of(
                409,
                "shop-disconnected",
                "This shop is disconnected",
                "What was read is still shown until it is deleted. Connect the shop again to go on.");
    }

    static Problem alreadyDisconnected() {
        return Problem.of(
                409,
                "already-disconnected",
                "Already disconnected",
                "This shop was disconnected before; nothing of it is read any more.");
    }

    static Problem nameMismatch(String seen, String allowed) {
        return new Problem(
                422,
                "name-mismatch",
                "That is not the shop's name",
                "To disconnect the shop, type its name exactly as it is shown.",
                List.of(
                        new Problem.FieldError(
                                "shopName", Optional.of(Seen.shortened(seen)), allowed)),
                Json.object());
    }

    static Problem unavailable() {
        return Problem.of(
                        503,
                        "unavailable",
                        "Not available right now",
                        "SellerKit could not reach its data. Nothing was lost; try again in a few"
                                + " seconds.")
                .with("retryAfterSeconds", 5);
    }

    static Problem internal() {
        return Problem.of(
                500,
                "internal",
                "Something went wrong on our side",
                "Try again. If it happens again, tell support the request id.");
    }
}
