package io.narthex.provider.internal.authorization.check;

import io.narthex.protocol.ErrorCode;
import java.time.Duration;
import java.util.Optional;

/** The age is a number of seconds; OpenID Connect Core 1.0, section 3.1.2.1 ({@code max_age}). A client may have said beforehand what holds where it says nothing. */
final class ValidMaxAge implements AuthorizationCheck {

    @Override
    public void check(Draft draft) {
        Optional<String> given = draft.parameters.find("max_age");
        given.filter(age -> !age.matches("\\d{1,9}")).ifPresent(age -> {
            throw draft.error(ErrorCode.INVALID_REQUEST, "max_age: expected a number of seconds, got '" + age + "'");
        });
        draft.maxAge = given.map(Long::parseLong)
                .map(Duration::ofSeconds)
                .or(() -> draft.client().requests().maxAge());
    }
}
