package io.narthex.web.internal.endpoint;

import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.OAuthException;
import io.narthex.web.internal.http.Call;
import java.util.List;
import java.util.Optional;

/** Tokens in the {@code Authorization} header; RFC 6750, section 2.1. */
final class Bearer {

    private Bearer() {}

    /**
     * The token of a request, if it has one.
     *
     * @throws OAuthException {@code invalid_request} if the header is there and holds anything else, or the address holds a
     *     token, which would end up in logs
     */
    static Optional<String> token(Call call) {
        if (call.query().names().contains("access_token")) {
            throw new OAuthException(
                    ErrorCode.INVALID_REQUEST, "access_token: expected in the header, not in the address");
        }
        List<String> values = call.headers("Authorization");
        if (values.isEmpty()) {
            return Optional.empty();
        }
        String[] words = values.get(0).strip().split(" +", 3);
        if (values.size() > 1 || words.length != 2 || !words[0].equalsIgnoreCase("Bearer")) {
            throw new OAuthException(
                    ErrorCode.INVALID_REQUEST, "Authorization: expected the scheme Bearer and one token");
        }
        return Optional.of(words[1]);
    }
}
