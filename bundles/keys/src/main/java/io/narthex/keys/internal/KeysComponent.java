package io.narthex.keys.internal;

import io.narthex.keys.KeyPolicySource;
import io.narthex.keys.KeySet;
import io.narthex.keys.Sealer;
import io.narthex.keys.Signer;
import io.narthex.keys.SigningAlgorithm;
import io.narthex.storage.RecordStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Both services on one ring. Made anew when the store changes: that costs one read. */
@Component(service = {Signer.class, Sealer.class})
public final class KeysComponent implements Signer, Sealer {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final KeyRing ring;
    private final Signer signer;
    private final Sealer sealer;

    /** Begins to read the keys; does not wait for them. */
    @Activate
    public KeysComponent(
            @Reference(policyOption = ReferencePolicyOption.GREEDY) RecordStore store,
            @Reference KeyPolicySource policies) {
        this.ring = new KeyRing(store, policies, Clock.systemUTC(), Jca.PREFERRED, PATIENCE);
        this.signer = new RingSigner(ring, policies);
        this.sealer = new RingSealer(ring);
    }

    /** Lets go of the store. */
    @Deactivate
    public void close() {
        ring.close();
    }

    @Override
    public String sign(SigningAlgorithm algorithm, String payload) {
        return signer.sign(algorithm, payload);
    }

    @Override
    public String sign(SigningAlgorithm algorithm, String type, String payload) {
        return signer.sign(algorithm, type, payload);
    }

    @Override
    public Optional<String> verify(String jws) {
        return signer.verify(jws);
    }

    @Override
    public Optional<String> verify(String type, String jws) {
        return signer.verify(type, jws);
    }

    @Override
    public KeySet keySet() {
        return signer.keySet();
    }

    @Override
    public String seal(String purpose, byte[] content) {
        return sealer.seal(purpose, content);
    }

    @Override
    public String sealForStore(String purpose, byte[] content) {
        return sealer.sealForStore(purpose, content);
    }

    @Override
    public Optional<byte[]> open(String purpose, String sealed) {
        return sealer.open(purpose, sealed);
    }
}
