package io.narthex.provider.internal.user;

import io.narthex.connector.UserDirectory;
import io.narthex.settings.files.ConfigurationFiles;
import io.narthex.settings.files.ConfigurationSet;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The password database, from files. */
@Component
public final class ConfiguredUserDirectory implements UserDirectory {

    private final ConfigurationSet<User> users;

    @Activate
    public ConfiguredUserDirectory(@Reference ConfigurationFiles files) {
        this.users = files.set("narthex.user", new UserReader(), UserReader::key);
    }

    @Deactivate
    void stop() {
        users.close();
    }

    @Override
    public Optional<User> findByEmail(String email) {
        return Optional.ofNullable(users.current().get(UserReader.key(email)));
    }
}
