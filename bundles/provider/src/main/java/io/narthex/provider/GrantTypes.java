package io.narthex.provider;

import java.util.List;

/** The names of grants, as they stand in {@code grant_type} and in settings. */
public final class GrantTypes {

    /** RFC 6749, section 4.1.3. */
    public static final String AUTHORIZATION_CODE = "authorization_code";
    /** RFC 6749, section 6. */
    public static final String REFRESH_TOKEN = "refresh_token";
    /** The implicit grant, RFC 6749, section 4.2: tokens straight from the authorization endpoint. Switched on by {@code oauth2.responseTypes}. */
    public static final String IMPLICIT = "implicit";
    /** RFC 8628, section 3.4. */
    public static final String DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code";
    /** RFC 6749, section 4.4. */
    public static final String CLIENT_CREDENTIALS = "client_credentials";
    /** RFC 8693, section 2.1. */
    public static final String TOKEN_EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
    /** RFC 6749, section 4.3. */
    public static final String PASSWORD = "password";

    /** Those of the token endpoint, in the order in which metadata lists them. */
    public static final List<String> ALL =
            List.of(AUTHORIZATION_CODE, REFRESH_TOKEN, DEVICE_CODE, CLIENT_CREDENTIALS, TOKEN_EXCHANGE, PASSWORD);

    /** Those that are switched on where the settings name none. */
    public static final List<String> BY_DEFAULT =
            List.of(AUTHORIZATION_CODE, REFRESH_TOKEN, DEVICE_CODE, CLIENT_CREDENTIALS, TOKEN_EXCHANGE);

    /** Those that a client may use where its settings name none; the others speak for people, or for no person at all. */
    public static final List<String> OF_CLIENTS_BY_DEFAULT = List.of(AUTHORIZATION_CODE, REFRESH_TOKEN, DEVICE_CODE);

    private GrantTypes() {}
}
