package io.narthex.connector.support;

import io.narthex.connector.SignInRefusedException;

/** A text that can be looked at so many times only, since some regular expressions take time without end on some texts. */
final class Patience implements CharSequence {

    private static final int LOOKS = 1_000_000;

    private final String text;
    private int looks;

    Patience(String text) {
        this.text = text;
    }

    @Override
    public char charAt(int index) {
        if (++looks > LOOKS) {
            throw SignInRefusedException.invalidAnswer("groupsFilter: takes too long on the name of a group");
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.subSequence(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
