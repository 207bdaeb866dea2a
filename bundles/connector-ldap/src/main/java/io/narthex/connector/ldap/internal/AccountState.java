package io.narthex.connector.ldap.internal;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.util.StaticUtils;
import java.text.ParseException;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether an account may be used, where no password is checked and so the server does not say. Servers keep it in different
 * attributes; the service account must be allowed to read them.
 */
final class AccountState {

    private static final long DISABLED = 0x2;
    private static final long LOCKED_OUT = 0x10;

    /** Active Directory counts from 1601 in units of 100 nanoseconds; [MS-DTYP] 2.3.3. */
    private static final long EPOCH_DIFFERENCE_SECONDS = 11_644_473_600L;

    private static final long TICKS_A_SECOND = 10_000_000L;

    private static final EntryAttribute AD_CONTROL = new EntryAttribute("userAccountControl");
    private static final EntryAttribute AD_COMPUTED = new EntryAttribute("msDS-User-Account-Control-Computed");
    private static final EntryAttribute AD_EXPIRES = new EntryAttribute("accountExpires");
    private static final EntryAttribute OPENLDAP_LOCKED = new EntryAttribute("pwdAccountLockedTime");
    private static final EntryAttribute DS389_LOCKED = new EntryAttribute("nsAccountLock");
    private static final EntryAttribute KERBEROS_EXPIRES = new EntryAttribute("krbPrincipalExpiration");
    private static final EntryAttribute EDIRECTORY_DISABLED = new EntryAttribute("loginDisabled");
    private static final EntryAttribute PING_DISABLED = new EntryAttribute("ds-pwp-account-disabled");

    private AccountState() {}

    static Stream<EntryAttribute> attributes() {
        return Stream.of(
                AD_CONTROL,
                AD_COMPUTED,
                AD_EXPIRES,
                OPENLDAP_LOCKED,
                DS389_LOCKED,
                KERBEROS_EXPIRES,
                EDIRECTORY_DISABLED,
                PING_DISABLED);
    }

    /** Why the account may not be used; empty if it may. */
    static Optional<String> obstacle(Entry entry, Instant now) {
        if (hasBit(entry, AD_CONTROL, DISABLED) || isTrue(entry, EDIRECTORY_DISABLED) || isTrue(entry, PING_DISABLED)) {
            return Optional.of("the account is disabled");
        }
        if (hasBit(entry, AD_COMPUTED, LOCKED_OUT)
                || isTrue(entry, DS389_LOCKED)
                || OPENLDAP_LOCKED.first(entry).isPresent()) {
            return Optional.of("the account is locked");
        }
        boolean isOver = AD_EXPIRES
                .first(entry)
                .flatMap(AccountState::number)
                .filter(ticks -> ticks > 0 && ticks < Long.MAX_VALUE)
                .map(ticks -> Instant.ofEpochSecond(ticks / TICKS_A_SECOND - EPOCH_DIFFERENCE_SECONDS))
                .or(() -> KERBEROS_EXPIRES.first(entry).flatMap(AccountState::time))
                .filter(end -> !end.isAfter(now))
                .isPresent();
        return isOver ? Optional.of("the account has expired") : Optional.empty();
    }

    private static boolean hasBit(Entry entry, EntryAttribute attribute, long bit) {
        return attribute
                .first(entry)
                .flatMap(AccountState::number)
                .filter(bits -> (bits & bit) != 0)
                .isPresent();
    }

    private static boolean isTrue(Entry entry, EntryAttribute attribute) {
        return attribute.first(entry).filter("true"::equalsIgnoreCase).isPresent();
    }

    private static Optional<Long> number(String text) {
        try {
            return Optional.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(StaticUtils.decodeGeneralizedTime(text).toInstant());
        } catch (ParseException e) {
            return Optional.empty();
        }
    }
}
