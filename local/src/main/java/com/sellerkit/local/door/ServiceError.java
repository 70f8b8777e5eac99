package com.sellerkit.local.door;

/// An error as an AWS service answers it: a name that SDK clients turn into an exception, and a
/// message.
public final class ServiceError extends Exception {
    private static final long serialVersionUID = 1L;

    private final String type;
    private final int status;

    /// @param type such as `ResourceNotFoundException`
    public ServiceError(int status, String type, String message) {
        super(message);
        this.status = status;
        this.type = type;
    }

    /// An error of the caller, status 400.
    public ServiceError(String type, String message) {
        this(400, type, message);
    }

    /// The name of the error.
    public String type() {
        return type;
    }

    int status() {
        return status;
    }
}
