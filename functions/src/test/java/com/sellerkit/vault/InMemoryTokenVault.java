package com.sellerkit.vault;

import com.sellerkit.platform.Ids;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Tokens in a map, under the same lease rules as the real vault.
public final class InMemoryTokenVault implements TokenVault {
    private final InstantSource time;
    private final Ids ids;
    private final Map<TokenOwner, Entry> entries = new HashMap<>();

    public InMemoryTokenVault(InstantSource time, Ids ids) {
        this.time = time;
        this.ids = ids;
    }

    @Override
    public synchronized void store(TokenOwner owner, TokenPair pair) {
        Entry before = entries.get(owner);
        long version = before == null ? 1 : before.version + 1;
        entries.put(owner, new Entry(pair, version, Optional.empty()));
    }

    @Override
    public synchronized Optional<AccessToken> access(TokenOwner owner) {
        return Optional.ofNullable(entries.get(owner))
                .map(entry ->
                        new AccessToken(
                                entry.pair.access(), entry.pair.accessExpiresAt(), entry.version));
    }

    @Override
    public synchronized RefreshStart beginRefresh(TokenOwner owner, Instant leaseUntil) {
        Entry entry = entries.get(owner);
        if (entry == null) {
            return new RefreshStart.NoTokens();
        }
        Optional<Held> held = entry.held.filter(lease -> lease.until.isAfter(time.instant()));
        if (held.isPresent()) {
            return new RefreshStart.HeldByOther(held.get().until);
        }
        String leaseId = ids.next("lease");
        Instant until = Instant.ofEpochMilli(leaseUntil.toEpochMilli());
        entries.put(
                owner, new Entry(entry.pair, entry.version, Optional.of(new Held(leaseId, until))));
        return new RefreshStart.Lease(entry.pair.refresh(), entry.version, leaseId);
    }

    @Override
    public synchronized boolean completeRefresh(
            TokenOwner owner, RefreshStart.Lease lease, TokenPair pair) {
        Entry entry = entries.get(owner);
        if (entry == null) {
            return false;
        }
        if (entry.isHeldAs(lease.leaseId())) {
            store(owner, pair);
            return true;
        }
        if (entry.version != lease.version()) {
            return false;
        }
        entries.put(owner, new Entry(pair, entry.version + 1, entry.held));
        return true;
    }

    @Override
    public synchronized void abandonRefresh(TokenOwner owner, RefreshStart.Lease lease) {
        Entry entry = entries.get(owner);
        if (entry != null && entry.isHeldAs(lease.leaseId())) {
            entries.put(owner, new Entry(entry.pair, entry.version, Optional.empty()));
        }
    }

    @Override
    public synchronized void destroy(TokenOwner owner) {
        entries.remove(owner);
    }

    /// What is stored; equal to a later one if nothing happened between them.
    public synchronized Object state() {
        return Map.copyOf(entries);
    }

    private record Held(String leaseId, Instant until) {}

    private record Entry(TokenPair pair, long version, Optional<Held> held) {
        boolean isHeldAs(String leaseId) {
            return held.map(lease -> lease.leaseId.equals(leaseId)).orElse(false);
        }
    }
}
