package com.sellerkit.store;

/// What a patch does to something that a record may have.
public sealed interface Change<T> {
    /// Leaves it as it is.
    static <T> Change<T> keep() {
        return new Keep<>();
    }

    /// Sets it.
    static <T> Change<T> to(T value) {
        return new To<>(value);
    }

    /// Takes it away.
    static <T> Change<T> clear() {
        return new Clear<>();
    }

    /// See [#keep()].
    record Keep<T>() implements Change<T> {}

    /// See [#to(Object)].
    record To<T>(T value) implements Change<T> {}

    /// See [#clear()].
    record Clear<T>() implements Change<T> {}
}
