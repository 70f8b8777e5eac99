package com.sellerkit.connect;

/// What the way back from TikTok brought; the browser keeps its cookie value until the application
/// asks.
///
/// @param cookie the value that the browser has to bring along: letters, digits and `. _ -`
/// @param outcome one word for the log
public record CallbackOutcome(String cookie, String outcome) {

    static CallbackOutcome failed(ConnectFault fault) {
        return new CallbackOutcome(fault.code(), fault.code());
    }
}
