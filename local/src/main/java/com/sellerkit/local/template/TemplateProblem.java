package com.sellerkit.local.template;

/// What is wrong with the template: says where, what was seen and what is allowed.
public final class TemplateProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// @param message one sentence naming the place in the template
    public TemplateProblem(String message) {
        super(message);
    }
}
