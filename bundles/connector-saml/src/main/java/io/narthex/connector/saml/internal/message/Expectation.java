package io.narthex.connector.saml.internal.message;

import java.net.URI;
import java.time.Instant;

/**
 * What a response must fit.
 *
 * @param issuer the provider's entity id
 * @param audience our entity id
 * @param address where we take responses
 * @param requestId the id of the request that it must answer
 * @param now when it is judged
 */
public record Expectation(String issuer, String audience, URI address, String requestId, Instant now) {}
