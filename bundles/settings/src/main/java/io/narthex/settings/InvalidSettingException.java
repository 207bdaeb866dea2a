package io.narthex.settings;

/** A setting is missing, unknown or has a wrong value. The message starts with the key. */
public final class InvalidSettingException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String key;

    /**
     * Refuses one setting.
     *
     * @param key the key as the operator wrote it, or should have
     * @param problem what was expected and, unless it is a secret, what was found; continues the sentence {@code "key: "}
     */
    public InvalidSettingException(String key, String problem) {
        super(key + ": " + problem);
        this.key = key;
    }

    /** The key at fault. */
    public String key() {
        return key;
    }
}
