package io.narthex.keys;

import org.osgi.annotation.versioning.ConsumerType;

/** Tells how keys are to be kept. A service of the provider. */
@ConsumerType
public interface KeyPolicySource {

    /**
     * The policy as it is now. Asked again every few seconds, so a change takes effect without a restart; must be quick
     * and must not throw.
     */
    KeyPolicy policy();
}
