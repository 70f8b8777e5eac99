package com.sellerkit.api;

import com.sellerkit.platform.Problem;

/// Ends the reading of a request whose answer is already known: the problem that it carries.
///
/// Thrown while parsing and deciding, caught only by [HttpFunction].
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    Refused(Problem problem) {
        // An expected answer: nobody reads its stack trace.
        super(problem.code(), null, false, false);
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
