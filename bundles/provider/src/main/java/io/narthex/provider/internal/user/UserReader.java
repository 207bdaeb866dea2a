package io.narthex.provider.internal.user;

import io.narthex.connector.UserDirectory.User;
import io.narthex.settings.InvalidSettingException;
import io.narthex.settings.Settings;
import io.narthex.settings.files.NamedReader;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads {@code etc/narthex.user-<name>.cfg}. */
public final class UserReader implements NamedReader<User> {

    private static final Pattern BCRYPT = Pattern.compile("\\$2[aby]\\$(1[0-6])\\$[./A-Za-z0-9]{53}");

    @Override
    public User read(String name, Settings settings) {
        String email = settings.text("email");
        if (!email.contains("@") || email.length() > 254) {
            throw settings.wrong("email", "a mail address", email);
        }
        String hash = settings.text("hash");
        if (!BCRYPT.matcher(hash).matches()) {
            throw new InvalidSettingException("hash", "expected a bcrypt hash with a cost from 10 to 16");
        }
        return new User(
                email,
                hash,
                settings.text("userID"),
                settings.text("username", name),
                settings.optionalText("name"),
                settings.flag("emailVerified", true),
                settings.list("groups"));
    }

    /** What no two people may have in common. */
    public static String key(User user) {
        return key(user.email());
    }

    /** A mail address as it is looked up. */
    public static String key(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }
}
