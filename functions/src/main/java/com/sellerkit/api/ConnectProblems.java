package com.sellerkit.api;

import com.sellerkit.connect.ConnectFault;
import com.sellerkit.platform.Problem;

/// What a seller reads when a shop could not be connected, and what to do about it.
final class ConnectProblems {
    private static final int RETRY_AFTER_SECONDS = 10;

    private ConnectProblems() {}

    static Problem of(ConnectFault fault) {
        return switch (fault) {
            case NOTHING_PENDING ->
                    problem(
                            409,
                            fault,
                            "Nothing to complete",
                            "No authorization waits in this browser. Begin again from your"
                                    + " connections.");
            case DENIED ->
                    problem(
                            422,
                            fault,
                            "Not authorized at TikTok",
                            "Access was declined on TikTok's page, so nothing was connected. Begin"
                                    + " again if that was not intended.");
            case CODE_MISSING ->
                    problem(
                            422,
                            fault,
                            "TikTok sent no authorization",
                            "TikTok sent the browser back without an authorization. Begin again from"
                                    + " your connections.");
            case STATE_UNKNOWN ->
                    problem(
                            409,
                            fault,
                            "This link was not made here",
                            "The way back from TikTok does not belong to anything begun in"
                                    + " SellerKit, so it was ignored for your safety. Begin again from"
                                    + " your connections.");
            case STATE_EXPIRED ->
                    problem(
                            410,
                            fault,
                            "That took too long",
                            "An authorization has to be finished within ten minutes. Begin again from"
                                    + " your connections.");
            case STATE_USED ->
                    problem(
                            409,
                            fault,
                            "This link was used already",
                            "Each authorization link works once. If your shop is not connected, begin"
                                    + " again from your connections.");
            case OTHER_PERSON ->
                    problem(
                            409,
                            fault,
                            "Begun by somebody else",
                            "Somebody else began this authorization. Sign in as that person, or begin"
                                    + " your own from your connections.");
            case CODE_REFUSED ->
                    problem(
                            422,
                            fault,
                            "TikTok no longer accepts this authorization",
                            "An authorization can be used once, within half an hour. Begin again from"
                                    + " your connections.");
            case NO_SHOPS ->
                    problem(
                            422,
                            fault,
                            "No shop to connect",
                            "This TikTok user reaches no active shop. Authorize as a user who manages"
                                    + " the shop.");
            case NOT_A_SELLER ->
                    problem(
                            422,
                            fault,
                            "Not a seller",
                            "A creator or a partner authorized. SellerKit needs the authorization of"
                                    + " a seller.");
            case EXPIRED ->
                    problem(
                            410,
                            fault,
                            "No longer available",
                            "This authorization was not confirmed in time, was cancelled, or a newer"
                                    + " one took its place. Nothing of it was kept. Begin again from"
                                    + " your connections.");
            case SHOP_NOT_AUTHORIZED ->
                    problem(
                            409,
                            fault,
                            "Not one of these shops",
                            "A chosen shop is not part of this authorization. Choose among those"
                                    + " that it names.");
            case SHOP_OWNED ->
                    problem(
                            409,
                            fault,
                            "Connected to another account",
                            "A chosen shop belongs to another SellerKit account and stays there. Leave"
                                    + " it out, or ask that account's owner to disconnect it.");
            case PLATFORM_UNAVAILABLE ->
                    problem(
                                    503,
                                    fault,
                                    "TikTok cannot be reached",
                                    "TikTok did not answer. Nothing is lost; try again in a moment.")
                            .with("retryAfterSeconds", RETRY_AFTER_SECONDS);
            case SCOPE_REQUIRED ->
                    problem(
                            422,
                            fault,
                            "A needed permission is missing",
                            "Without the permission to see which shops you authorized, no shop can be"
                                    + " connected. Begin again and allow it at TikTok.");
        };
    }

    private static Problem problem(int status, ConnectFault fault, String title, String detail) {
        return Problem.of(status, fault.code(), title, detail);
    }
}
