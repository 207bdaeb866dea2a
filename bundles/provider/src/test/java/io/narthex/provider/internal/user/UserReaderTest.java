package io.narthex.provider.internal.user;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.narthex.connector.UserDirectory.User;
import io.narthex.settings.InvalidSettingException;
import io.narthex.settings.Settings;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.Test;

public class UserReaderTest {

    private static final String HASH = "$2a$10$33EMT0cVYVlPy6WAMCLsceLYjWhuHpbz5yuZxu/GAFj03J9Lytjuy";
    private static final Map<String, String> ADMIN =
            Map.of("email", "Admin@Example.com", "hash", HASH, "userID", "08a8684b");

    @Test
    public void readsAPerson() {
        User user = read(ADMIN);
        assertEquals("admin", user.username());
        assertEquals(Optional.empty(), user.name());
        assertTrue(user.emailVerified());
        assertEquals("admin@example.com", UserReader.key(user));
    }

    @Test
    public void namesWhatIsMissing() {
        for (String key : ADMIN.keySet()) {
            Map<String, String> less = new TreeMap<>(ADMIN);
            less.remove(key);
            assertTrue(refusal(less).startsWith(key + ": missing"));
        }
    }

    @Test
    public void refusesAHashOfAnotherKindOrCostWithoutShowingIt() {
        for (String wrong : new String[] {"password", HASH.replace("$10$", "$09$"), HASH.replace("$10$", "$17$")}) {
            Map<String, String> changed = new TreeMap<>(ADMIN);
            changed.put("hash", wrong);
            assertEquals("hash: expected a bcrypt hash with a cost from 10 to 16", refusal(changed));
        }
    }

    private static User read(Map<String, String> values) {
        return new UserReader().read("admin", Settings.of(values));
    }

    private static String refusal(Map<String, String> values) {
        return String.valueOf(
                assertThrows(InvalidSettingException.class, () -> read(values)).getMessage());
    }
}
