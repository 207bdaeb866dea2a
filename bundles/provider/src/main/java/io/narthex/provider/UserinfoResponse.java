package io.narthex.provider;

/**
 * The answer to a userinfo request; OpenID Connect Core 1.0, section 5.3.2.
 *
 * @param isSigned whether the body is a JWT rather than plain JSON
 * @param body the claims
 */
public record UserinfoResponse(boolean isSigned, String body) {

    /** Without the claims. */
    @Override
    public String toString() {
        return "UserinfoResponse[isSigned=" + isSigned + "]";
    }
}
