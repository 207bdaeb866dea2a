package io.narthex.provider;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** How the provider fares. Asking costs nothing: it is found out in the background. */
@ProviderType
public interface Health {

    /** Whether sign-ins can work: the store answers and there are keys. */
    boolean isWell();

    /**
     * What is wrong, a sentence each, the offending thing first; holds no secret. A connector that can not be used is among
     * it, although the provider is well.
     */
    List<String> problems();
}
