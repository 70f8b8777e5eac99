package com.sellerkit.tiktok;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/// What the platform answered to one call: data, or one of the reasons for having none. A caller
/// decides on each; a failed call can never be taken for an empty result.
///
/// @param <T> the data of a successful answer
public sealed interface Answer<T> {

    /// The platform answered with data.
    ///
    /// @param data the parsed data
    /// @param sentAt the moment the request left, which orders two reads of the same record
    /// @param requestId the platform's name of this call, for its support; may be empty
    record Success<T>(T data, Instant sentAt, String requestId) implements Answer<T> {}

    /// Too many calls: none may be made for this shop and endpoint before `after` has passed.
    record Throttled<T>(Duration after) implements Answer<T> {}

    /// The access token has expired (105002): refresh it, then ask once more.
    record TokenExpired<T>() implements Answer<T> {}

    /// The app or the token lacks the scope of this call (105005): only the seller can mend it.
    record ScopeMissing<T>() implements Answer<T> {}

    /// The shop or its seller is inactive at the platform (36009043, 36009044).
    record ShopInactive<T>(int code) implements Answer<T> {}

    /// The platform does not know this access token, as after the seller revoked it. A token that
    /// another process has replaced meanwhile looks the same, so ask the vault before believing it.
    record Revoked<T>(int code) implements Answer<T> {}

    /// The platform refused the call, and would refuse it again.
    ///
    /// @param code the platform's code, or the HTTP status where it gave none
    /// @param message the platform's sentence, at most 300 characters, without addresses
    record Refused<T>(int code, String message) implements Answer<T> {}

    /// No usable answer came: network, time, overload or an answer that cannot be read.
    ///
    /// @param reason a short phrase without data of the call
    record Unavailable<T>(String reason) implements Answer<T> {}

    /// The same answer with other data; every reason for having none stays as it is.
    default <U> Answer<U> map(Function<? super T, ? extends U> change) {
        return switch (this) {
            case Success<T>(T data, Instant sentAt, String requestId) ->
                    new Success<>(change.apply(data), sentAt, requestId);
            case Throttled<T>(Duration after) -> new Throttled<>(after);
            case TokenExpired<T>() -> new TokenExpired<>();
            case ScopeMissing<T>() -> new ScopeMissing<>();
            case ShopInactive<T>(int code) -> new ShopInactive<>(code);
            case Revoked<T>(int code) -> new Revoked<>(code);
            case Refused<T>(int code, String message) -> new Refused<>(code, message);
            case Unavailable<T>(String reason) -> new Unavailable<>(reason);
        };
    }
}
