package io.narthex.web.internal.site;

import io.narthex.keys.Sealer;
import io.narthex.keys.Signer;
import io.narthex.provider.Provider;
import io.narthex.storage.RecordStore;
import java.util.Optional;

/** The services behind the web, which come and go. Asked for at every request, kept by nobody. */
public interface Backends {

    /**
     * The provider.
     *
     * @throws NotReadyException while there is none
     */
    Provider provider();

    /** The provider, if there is one now. */
    Optional<Provider> findProvider();

    /**
     * The signing keys.
     *
     * @throws NotReadyException while there are none
     */
    Signer signer();

    /**
     * The sealing keys.
     *
     * @throws NotReadyException while there are none
     */
    Sealer sealer();

    /**
     * The store.
     *
     * @throws NotReadyException while there is none
     */
    RecordStore store();

    /** Whether there is a store now. */
    boolean hasStore();
}
