package io.narthex.storage.sql.internal;

import io.narthex.settings.Settings;
import java.time.Duration;

/**
 * The settings under the PID {@code narthex.storage.sql}. Its text shows no password.
 *
 * @param dialect which database, and how to reach it
 * @param limits how much and how long
 */
record SqlSettings(Dialect dialect, Limits limits) {

    private enum Driver {
        H2,
        POSTGRESQL
    }

    /**
     * Reads the settings; those of another driver are left unread and so refused as unknown.
     *
     * @throws io.narthex.settings.InvalidSettingException if one is missing or wrong
     */
    static SqlSettings from(Settings settings) {
        Dialect dialect =
                switch (settings.choice("driver", Driver.class, Driver.H2)) {
                    case H2 -> H2.from(settings);
                    case POSTGRESQL -> Postgresql.from(settings);
                };
        Limits limits = new Limits(
                settings.number("poolSize", 10, 1, 200),
                settings.duration(
                        "connectTimeout", Duration.ofSeconds(5), Duration.ofSeconds(1), Duration.ofMinutes(1)),
                settings.duration("queryTimeout", Duration.ofSeconds(5), Duration.ofSeconds(1), Duration.ofMinutes(1)));
        return new SqlSettings(dialect, limits);
    }

    /** What messages call the database. */
    @Override
    public String toString() {
        return dialect.name();
    }
}
