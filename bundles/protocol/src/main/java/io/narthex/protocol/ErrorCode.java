package io.narthex.protocol;

import java.util.Locale;

/** The error codes that Narthex answers, with the HTTP status they have where they are not sent by a redirect. */
public enum ErrorCode {
    /** RFC 6749, sections 4.1.2.1 and 5.2. */
    INVALID_REQUEST(400),
    /** RFC 6749, section 5.2. */
    INVALID_CLIENT(401),
    /** RFC 6749, section 5.2. */
    INVALID_GRANT(400),
    /** RFC 6749, sections 4.1.2.1 and 5.2. */
    UNAUTHORIZED_CLIENT(400),
    /** RFC 6749, section 5.2. */
    UNSUPPORTED_GRANT_TYPE(400),
    /** RFC 6749, section 4.1.2.1. */
    UNSUPPORTED_RESPONSE_TYPE(400),
    /** RFC 6749, sections 4.1.2.1 and 5.2. */
    INVALID_SCOPE(400),
    /** RFC 6749, section 4.1.2.1; RFC 8628, section 3.5. */
    ACCESS_DENIED(400),
    /** RFC 6749, section 4.1.2.1. */
    SERVER_ERROR(500),
    /** RFC 6749, section 4.1.2.1. */
    TEMPORARILY_UNAVAILABLE(503),
    /** RFC 6750, section 3.1. */
    INVALID_TOKEN(401),
    /** RFC 6750, section 3.1. */
    INSUFFICIENT_SCOPE(403),
    /** OpenID Connect Core 1.0, section 3.1.2.6. */
    LOGIN_REQUIRED(400),
    /** OpenID Connect Core 1.0, section 3.1.2.6. */
    INTERACTION_REQUIRED(400),
    /** OpenID Connect Core 1.0, section 3.1.2.6. */
    ACCOUNT_SELECTION_REQUIRED(400),
    /** OpenID Connect Core 1.0, section 3.1.2.6. */
    CONSENT_REQUIRED(400),
    /** OpenID Connect Core 1.0, section 3.1.2.6. */
    INVALID_REQUEST_URI(400),
    /** OpenID Connect Core 1.0, section 3.1.2.6. */
    INVALID_REQUEST_OBJECT(400),
    /** OpenID Connect Core 1.0, section 3.1.2.6. */
    REQUEST_NOT_SUPPORTED(400),
    /** OpenID Connect Core 1.0, section 3.1.2.6. */
    REQUEST_URI_NOT_SUPPORTED(400),
    /** OpenID Connect Core 1.0, section 3.1.2.6. */
    REGISTRATION_NOT_SUPPORTED(400),
    /** OpenID Connect Core Error Code unmet_authentication_requirements 1.0, section 2. */
    UNMET_AUTHENTICATION_REQUIREMENTS(400),
    /** RFC 7009, section 2.2.1. */
    UNSUPPORTED_TOKEN_TYPE(400),
    /** RFC 7591, section 3.2.2. */
    INVALID_REDIRECT_URI(400),
    /** RFC 7591, section 3.2.2. */
    INVALID_CLIENT_METADATA(400),
    /** RFC 8628, section 3.5. */
    AUTHORIZATION_PENDING(400),
    /** RFC 8628, section 3.5. */
    SLOW_DOWN(400),
    /** RFC 8628, section 3.5. */
    EXPIRED_TOKEN(400),
    /** RFC 8707, section 2. */
    INVALID_TARGET(400);

    private final int status;

    ErrorCode(int status) {
        this.status = status;
    }

    /** As it stands in the {@code error} parameter. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The HTTP status of a direct answer. */
    public int status() {
        return status;
    }
}
