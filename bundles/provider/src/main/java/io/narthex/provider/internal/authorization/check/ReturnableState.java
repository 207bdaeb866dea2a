package io.narthex.provider.internal.authorization.check;

/** The state comes once and can be given back; RFC 6749, section 4.1.1 ({@code state}). */
final class ReturnableState implements AuthorizationCheck {

    @Override
    public void check(Draft draft) {
        draft.state = draft.parameters.find("state");
    }
}
