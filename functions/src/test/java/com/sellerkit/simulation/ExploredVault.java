package com.sellerkit.simulation;

import com.sellerkit.vault.AccessToken;
import com.sellerkit.vault.RefreshStart;
import com.sellerkit.vault.TokenOwner;
import com.sellerkit.vault.TokenPair;
import com.sellerkit.vault.TokenVault;
import java.time.Instant;
import java.util.Optional;

/// A vault whose every use is an effect of the task that uses it.
public final class ExploredVault implements TokenVault {
    private static final String VAULT = "vault";

    private final Effects effects;
    private final TokenVault vault;

    public ExploredVault(Effects effects, TokenVault vault) {
        this.effects = effects;
        this.vault = vault;
    }

    @Override
    public void store(TokenOwner owner, TokenPair pair) {
        changing("stores a pair", () -> vault.store(owner, pair));
    }

    @Override
    public Optional<AccessToken> access(TokenOwner owner) {
        return effects.effect(
                Effect.reading("reads the access token", VAULT), () -> vault.access(owner));
    }

    @Override
    public RefreshStart beginRefresh(TokenOwner owner, Instant leaseUntil) {
        return effects.effect(
                Effect.changing("begins to refresh", VAULT),
                () -> vault.beginRefresh(owner, leaseUntil));
    }

    @Override
    public boolean completeRefresh(TokenOwner owner, RefreshStart.Lease lease, TokenPair pair) {
        return effects.effect(
                Effect.changing("completes its refresh", VAULT),
                () -> vault.completeRefresh(owner, lease, pair));
    }

    @Override
    public void abandonRefresh(TokenOwner owner, RefreshStart.Lease lease) {
        changing("abandons its refresh", () -> vault.abandonRefresh(owner, lease));
    }

    @Override
    public void destroy(TokenOwner owner) {
        changing("destroys the tokens", () -> vault.destroy(owner));
    }

    private void changing(String what, Runnable action) {
        effects.effect(Effect.changing(what, VAULT), action);
    }
}
