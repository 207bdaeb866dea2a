package io.narthex.web.internal;

import io.narthex.keys.Sealer;
import io.narthex.keys.Signer;
import io.narthex.provider.Provider;
import io.narthex.storage.RecordStore;
import io.narthex.web.internal.site.Backends;
import io.narthex.web.internal.site.NotReadyException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Follows the services behind the web, so that the endpoints stay while these are exchanged. */
@Component
public final class BackendsComponent implements Backends {

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable Provider provider;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable Signer signer;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable Sealer sealer;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable RecordStore store;

    @Override
    public Provider provider() {
        return present(provider, "provider");
    }

    @Override
    public Optional<Provider> findProvider() {
        return Optional.ofNullable(provider);
    }

    @Override
    public Signer signer() {
        return present(signer, "signing keys");
    }

    @Override
    public Sealer sealer() {
        return present(sealer, "sealing keys");
    }

    @Override
    public RecordStore store() {
        return present(store, "store");
    }

    @Override
    public boolean hasStore() {
        return store != null;
    }

    private static <S> S present(@Nullable S service, String name) {
        if (service == null) {
            throw new NotReadyException(name);
        }
        return service;
    }
}
