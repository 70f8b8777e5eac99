package com.sellerkit.api;

/// One operation: its method and resource, who may call it, and what it does.
///
/// @param method in capitals
/// @param resource as the template writes it
/// @param access what has to be true of the caller before the operation runs
record Route(String method, String resource, Access access, Operation operation) {

    /// Who may call an operation.
    enum Access {
        /// Anybody.
        OPEN,
        /// Whoever is signed in.
        SIGNED_IN,
        /// Whoever is signed in and accepted the terms in force.
        MEMBER
    }

    /// What an operation does with a request that passed its access check.
    @FunctionalInterface
    interface Operation {
        /// Answers the request.
        ///
        /// @throws Refused when the request is answered by a problem
        HttpAnswer answer(HttpRequest request, Caller caller);
    }

    static Route open(String method, String resource, Operation operation) {
        return new Route(method, resource, Access.OPEN, operation);
    }

    static Route signedIn(String method, String resource, Operation operation) {
        return new Route(method, resource, Access.SIGNED_IN, operation);
    }

    static Route member(String method, String resource, Operation operation) {
        return new Route(method, resource, Access.MEMBER, operation);
    }
}
