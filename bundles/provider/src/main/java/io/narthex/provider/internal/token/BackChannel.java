package io.narthex.provider.internal.token;

import io.narthex.protocol.Parameters;
import io.narthex.provider.TokenResponse;
import io.narthex.provider.Tokens;
import io.narthex.provider.UserinfoResponse;
import java.util.Optional;

/** The endpoints of the back channel, each of which is a class of its own. */
final class BackChannel implements Tokens {

    private final TokenEndpoint token;
    private final Userinfo userinfo;
    private final Introspection introspection;
    private final Revocation revocation;

    BackChannel(TokenEndpoint token, Userinfo userinfo, Introspection introspection, Revocation revocation) {
        this.token = token;
        this.userinfo = userinfo;
        this.introspection = introspection;
        this.revocation = revocation;
    }

    @Override
    public TokenResponse token(Parameters form, Optional<String> authorization) {
        return token.answer(form, authorization);
    }

    @Override
    public UserinfoResponse userinfo(String accessToken) {
        return userinfo.answer(accessToken);
    }

    @Override
    public String introspect(Parameters form, Optional<String> authorization) {
        return introspection.answer(form, authorization);
    }

    @Override
    public void revoke(Parameters form, Optional<String> authorization) {
        revocation.revoke(form, authorization);
    }
}
