package com.sellerkit.sandbox;

/// A refusal in the platform's words: the HTTP status, the code that clients classify by, and the
/// message.
record Refusal(int status, int code, String message) {
    private static final String DETAILS = " For more details: https://m.tiktok.shop/s/sandbox";

    static Refusal invalidPath() {
        return new Refusal(
                404,
                36009009,
                "Invalid path. The specified path does not match any available endpoint.");
    }

    static Refusal invalidMethod() {
        return new Refusal(
                405,
                36009010,
                "Invalid method. The HTTP method used is not supported by this endpoint.");
    }

    static Refusal invalidVersion() {
        return new Refusal(400, 36009014, "The version name is invalid, please check and retry.");
    }

    static Refusal invalidAppKey() {
        return parameter("Invalid credentials. Invalid 'app_key' query parameter." + DETAILS);
    }

    static Refusal missingQuery(String name) {
        return parameter(
                "Invalid credentials. The '" + name + "' query parameter is required." + DETAILS);
    }

    static Refusal timestampInvalid() {
        return parameter(
                "Invalid timestamp. The value of the 'timestamp' query parameter must be an integer and must not be lesser than 0.");
    }

    static Refusal timestampTooOld() {
        return parameter(
                "Invalid timestamp. The value of the 'timestamp' query parameter must not be earlier than 5 minutes before the current time.");
    }

    static Refusal timestampInFuture() {
        return parameter(
                "Invalid timestamp. The value of the 'timestamp' query parameter must not exceed the current time by more than 30 seconds.");
    }

    static Refusal invalidSign() {
        return new Refusal(
                401,
                106001,
                "Invalid credentials. The 'sign' query parameter is invalid." + DETAILS);
    }

    static Refusal invalidToken() {
        return new Refusal(
                401,
                36009004,
                "Invalid credentials. The 'x-tts-access-token' header is invalid." + DETAILS);
    }

    static Refusal expiredToken() {
        return new Refusal(
                401,
                105002,
                "Expired credentials. The 'access_token' or 'x-tts-access-token' header has expired."
                        + DETAILS);
    }

    static Refusal missingScope() {
        return new Refusal(
                401,
                105005,
                "Access denied. The app is not authorized to access the endpoint because the access scopes granted for the app or the access token do not contain the required access scope for the endpoint.");
    }

    static Refusal missingCipher() {
        return new Refusal(
                400,
                106013,
                "Missing identifier. The 'shop_cipher' query parameter is required to identify the target shop.");
    }

    static Refusal unexpectedCipher() {
        return parameter(
                "Unexpected identifier. The 'shop_cipher' query parameter is not required for this request.");
    }

    static Refusal cipherMismatch() {
        return new Refusal(
                400,
                101000,
                "Invalid query or header. The 'shop_cipher' query parameter or 'x-tts-access-token' header is invalid.");
    }

    static Refusal shopInactive() {
        return new Refusal(401, 36009043, "Access denied. The shop is inactive.");
    }

    static Refusal sellerInactive() {
        return new Refusal(401, 36009044, "Access denied. The seller is inactive.");
    }

    static Refusal tooManyRequests() {
        return new Refusal(
                429,
                36009002,
                "Too many requests. You've made too many requests in a short period of time.");
    }

    static Refusal unavailable() {
        return new Refusal(503, 36009003, "Service unavailable. Please try again later.");
    }

    static Refusal internal() {
        return new Refusal(
                500,
                36009003,
                "Internal error. Please try again. If the issue persists after multiple attempts, please contact platform support.");
    }

    static Refusal bodyTooLarge(int limitBytes) {
        return new Refusal(
                413,
                36009004,
                "The request body is too large. It must not exceed " + limitBytes + " bytes.");
    }

    static Refusal bodyFormat() {
        return new Refusal(
                400,
                36009022,
                "Invalid body. The request body must be JSON, with 'content-type: application/json'.");
    }

    static Refusal notYourOrder() {
        return new Refusal(400, 21008111, "The order does not belong to the current seller.");
    }

    /// A refusal of the endpoint itself, under a code of its own.
    static Refusal business(int code, String message) {
        return new Refusal(400, code, message);
    }

    static Refusal noConversation() {
        return new Refusal(400, 45101003, "The conversation does not exist.");
    }

    static Refusal invalidMessage(String what) {
        return new Refusal(400, 45101001, "The message is invalid. " + what);
    }

    static Refusal conversationQuota() {
        return new Refusal(400, 45101004, "The number of requests has exceeded today's quota.");
    }

    static Refusal mayNotWrite() {
        return new Refusal(400, 45109001, "The rules do not allow to send this message.");
    }

    static Refusal cannotOpenConversation() {
        return new Refusal(400, 45109003, "The conversation cannot be created.");
    }

    static Refusal badTimeRange() {
        return new Refusal(400, 28001022, "The time range is invalid.");
    }

    static Refusal noSuchProduct() {
        return new Refusal(400, 28001007, "The product does not exist.");
    }

    /// The overloaded code that every parameter problem carries.
    static Refusal parameter(String message) {
        return new Refusal(400, 36009004, message);
    }
}
