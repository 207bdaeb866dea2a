package io.narthex.provider;

/** Where addresses may lead that clients name and that we call: keys, request objects, logout. */
public enum AddressReach {
    /** Only to the public internet, so that no client can make us call what stands next to us. */
    PUBLIC_ONLY,
    /** Everywhere, our own network too. */
    EVERYWHERE
}
