package io.narthex.connector.saml.internal;

import io.narthex.connector.UsedOnce;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers in memory, for ever. */
final class FakeUsedOnce implements UsedOnce {

    private final Set<String> used = ConcurrentHashMap.newKeySet();

    @Override
    public boolean claim(String scope, String id, Instant until) {
        return used.add(scope + " " + id);
    }
}
