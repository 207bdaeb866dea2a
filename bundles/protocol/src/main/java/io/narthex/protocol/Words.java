package io.narthex.protocol;

import java.util.Arrays;
import java.util.List;

/** Lists of words separated by spaces, as in {@code scope} and {@code response_type}. */
final class Words {

    private Words() {}

    static List<String> split(String text) {
        return Arrays.stream(text.split("[ \t\r\n]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
