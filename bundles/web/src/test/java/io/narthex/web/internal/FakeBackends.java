package io.narthex.web.internal;

import io.narthex.keys.KeySet;
import io.narthex.keys.Sealer;
import io.narthex.keys.Signer;
import io.narthex.keys.SigningAlgorithm;
import io.narthex.provider.Provider;
import io.narthex.storage.RecordStore;
import io.narthex.storage.memory.internal.MemoryRecordStore;
import io.narthex.web.internal.site.Backends;
import io.narthex.web.internal.site.NotReadyException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** Services that can be taken away. */
public final class FakeBackends implements Backends {

    public final FakeProvider provider = new FakeProvider();
    public final RecordStore store = new MemoryRecordStore();
    public volatile boolean there = true;
    public volatile boolean hasStore = true;

    private final Sealer sealer = new FakeSealer();

    @Override
    public Provider provider() {
        return findProvider().orElseThrow(() -> new NotReadyException("provider"));
    }

    @Override
    public Optional<Provider> findProvider() {
        return there ? Optional.of(provider) : Optional.empty();
    }

    @Override
    public Signer signer() {
        if (!there) {
            throw new NotReadyException("signing keys");
        }
        return new FakeSigner();
    }

    @Override
    public Sealer sealer() {
        return sealer;
    }

    @Override
    public RecordStore store() {
        return store;
    }

    @Override
    public boolean hasStore() {
        return hasStore;
    }

    private static final class FakeSigner implements Signer {

        @Override
        public String sign(SigningAlgorithm algorithm, String payload) {
            throw new UnsupportedOperationException("the web signs nothing");
        }

        @Override
        public String sign(SigningAlgorithm algorithm, String type, String payload) {
            throw new UnsupportedOperationException("the web signs nothing");
        }

        @Override
        public Optional<String> verify(String jws) {
            return Optional.empty();
        }

        @Override
        public Optional<String> verify(String type, String jws) {
            return Optional.empty();
        }

        @Override
        public KeySet keySet() {
            return new KeySet("{\"keys\":[]}".getBytes(StandardCharsets.UTF_8), "\"one\"", Duration.ofMinutes(10));
        }
    }
}
