package io.narthex.connector.ldap.internal;

import com.unboundid.ldap.sdk.BindResult;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.experimental.DraftBeheraLDAPPasswordPolicy10ErrorType;
import com.unboundid.ldap.sdk.experimental.DraftBeheraLDAPPasswordPolicy10ResponseControl;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Why a server does not take a person's password, in words for the log. The person is told one and the same whatever it
 * is: who guesses passwords must not learn which of them are right.
 */
final class Refusal {

    private static final Pattern SUB_CODE = Pattern.compile("\\bdata ([0-9a-fA-F]{3,8})\\b");

    /** Codes that Active Directory puts into its message of result 49; hexadecimal Windows error codes, [MS-ERREF] 2.2. */
    private static final Map<String, String> SUB_CODES = Map.of(
            "525", "no such user",
            "52e", "wrong password",
            "530", "not permitted at this time",
            "531", "not permitted from this computer",
            "532", "the password has expired",
            "533", "the account is disabled",
            "701", "the account has expired",
            "773", "the password must be changed first",
            "775", "the account is locked");

    private Refusal() {}

    /** The reason, if the result speaks about the person and not about the server. */
    static Optional<String> in(LDAPException failure) {
        String message = failure.getDiagnosticMessage() == null ? "" : failure.getDiagnosticMessage();
        return switch (failure.getResultCode().intValue()) {
            case 49 -> Optional.of(reason(message));
                // 389 Directory Server and FreeIPA: too many attempts; dex takes it for a wrong password too
            case 19 -> Optional.of("constraint violation: the account may be locked (19)");
                // no password kept; 389 Directory Server and FreeIPA: disabled; some servers: no such entry
            case 48 -> Optional.of("the account has no password (48)");
            case 53 -> Optional.of("unwilling to perform: the account may be disabled (53)");
            case 32 -> Optional.of("no such entry (32)");
            case 50 -> Optional.of("the account may not sign in (50)");
            default -> Optional.empty();
        };
    }

    /** The reason why a right password is not enough, if the server names one beside it. */
    static Optional<String> in(BindResult result) {
        return policyError(result).map(error -> "password policy: " + error.getName());
    }

    private static String reason(String message) {
        Matcher code = SUB_CODE.matcher(message);
        if (code.find()) {
            String found = code.group(1).toLowerCase(Locale.ROOT);
            return SUB_CODES.getOrDefault(found, "refused") + " (49, data " + found + ")";
        }
        return "wrong password (49)";
    }

    private static Optional<DraftBeheraLDAPPasswordPolicy10ErrorType> policyError(BindResult result) {
        try {
            @Nullable DraftBeheraLDAPPasswordPolicy10ResponseControl policy =
                    DraftBeheraLDAPPasswordPolicy10ResponseControl.get(result);
            return Optional.ofNullable(policy).map(DraftBeheraLDAPPasswordPolicy10ResponseControl::getErrorType);
        } catch (LDAPException e) {
            return Optional.empty(); // a control that is none says nothing
        }
    }
}
