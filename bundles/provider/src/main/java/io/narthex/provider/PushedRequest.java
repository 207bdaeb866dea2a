package io.narthex.provider;

import java.time.Duration;

/**
 * An authorization request that a client has pushed; RFC 9126, section 2.2.
 *
 * @param requestUri what the client sends in its place, once
 * @param expiresIn how long it may take to do so
 */
public record PushedRequest(String requestUri, Duration expiresIn) {}
