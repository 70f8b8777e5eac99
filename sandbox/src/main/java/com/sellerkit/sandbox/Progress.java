package com.sellerkit.sandbox;

import java.util.List;

/// The states that a thing passes through, each from its second on. What is asked always names a
/// moment, and nothing after it shows.
///
/// @param steps at least one; times never decrease
record Progress<S>(List<Step<S>> steps) {

    /// A state and the Unix second it is entered at.
    record Step<S>(S state, long at) {}

    Progress {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("a progress has at least one step");
        }
    }

    long begin() {
        return steps.getFirst().at();
    }

    boolean begunBy(long now) {
        return begin() <= now;
    }

    S at(long now) {
        return last(now).state();
    }

    /// When the state of `now` was entered.
    long since(long now) {
        return last(now).at();
    }

    /// The steps that are taken after `from`, up to and including `to`.
    List<Step<S>> between(long from, long to) {
        if (begin() > to || steps.getLast().at() <= from) {
            return List.of();
        }
        return steps.stream().filter(step -> step.at() > from && step.at() <= to).toList();
    }

    private Step<S> last(long now) {
        int i = steps.size() - 1;
        while (i > 0 && steps.get(i).at() > now) {
            i--;
        }
        return steps.get(i);
    }
}
