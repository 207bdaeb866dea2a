package io.narthex.connector.oidc.internal;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.narthex.connector.Identity;
import io.narthex.connector.SignInRefusedException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes an identity of claims. Speaks with nobody. */
final class OidcClaims {

    /** What only the ID token may say: no other answer takes its place. */
    private static final Set<String> OF_THE_TOKEN =
            Set.of("iss", "sub", "aud", "azp", "exp", "iat", "nbf", "nonce", "at_hash", "auth_time", "acr", "amr");

    private static final int LONGEST_ID = 255;

    private final ClaimRules rules;

    OidcClaims(ClaimRules rules) {
        this.rules = rules;
    }

    /**
     * The claims of an ID token with those of userinfo over them; OpenID Connect Core, section 5.3.2.
     *
     * @throws SignInRefusedException if the two are about different people
     */
    static JsonObject merged(JsonObject token, JsonObject userinfo) {
        if (text(userinfo, "sub").isEmpty() || !text(userinfo, "sub").equals(text(token, "sub"))) {
            throw SignInRefusedException.invalidAnswer("userinfo: sub: another one than that of the ID token");
        }
        JsonObject all = token.deepCopy();
        userinfo.entrySet().stream()
                .filter(entry -> !OF_THE_TOKEN.contains(entry.getKey()))
                .forEach(entry -> all.add(entry.getKey(), entry.getValue()));
        return all;
    }

    /**
     * The person whom the claims are about.
     *
     * @throws SignInRefusedException if they name nobody, are malformed, or the person may not sign in
     */
    Identity identity(JsonObject claims) {
        requireHostedDomain(claims);
        return new Identity(
                userId(claims),
                text(claims, rules.userNameKey()).orElse(""),
                text(claims, key(claims, "preferred_username", rules.mapping().preferredUsername()))
                        .orElse(""),
                text(claims, key(claims, "email", rules.mapping().email())).orElse(""),
                rules.skipEmailVerified() || saysYes(claims, "email_verified"),
                groups(claims),
                Optional.empty());
    }

    private String userId(JsonObject claims) {
        Optional<String> id = text(claims, rules.userIdKey()).or(() -> wholeNumber(claims, rules.userIdKey()));
        return id.filter(value -> !value.isBlank()
                        && value.length() <= LONGEST_ID
                        && value.chars().noneMatch(Character::isISOControl))
                .orElseThrow(() -> malformed(rules.userIdKey(), "expected the id of the person"));
    }

    private List<String> groups(JsonObject claims) {
        Set<String> groups = new LinkedHashSet<>();
        rules.groups().ifPresent(chosen -> {
            String key = key(claims, "groups", rules.mapping().groups());
            groups.addAll(chosen.apply(names(claims, key)));
        });
        for (ClaimRules.NewGroup group : rules.newGroups()) {
            newGroup(claims, group).ifPresent(groups::add);
        }
        return List.copyOf(groups);
    }

    private static Optional<String> newGroup(JsonObject claims, ClaimRules.NewGroup group) {
        List<String> parts = new ArrayList<>(List.of(group.prefix()));
        for (String name : group.claims()) {
            text(claims, name)
                    .map(value -> group.clearDelimiter() ? value.replace(group.delimiter(), "") : value)
                    .ifPresent(parts::add);
        }
        return parts.size() > 1 ? Optional.of(String.join(group.delimiter(), parts)) : Optional.empty();
    }

    /** A text, texts, or objects with a {@code name}. */
    private static List<String> names(JsonObject claims, String key) {
        List<String> names = new ArrayList<>();
        JsonElement claim = claims.get(key);
        if (claim instanceof JsonArray array) {
            for (JsonElement element : array) {
                JsonElement name = element instanceof JsonObject object ? object.get("name") : element;
                if (!(name instanceof JsonPrimitive value && value.isString())) {
                    throw malformed(key, "expected names of groups");
                }
                names.add(name.getAsString());
            }
        } else if (claim instanceof JsonPrimitive value && value.isString()) {
            names.add(value.getAsString());
        } else if (claim != null && !claim.isJsonNull()) {
            throw malformed(key, "expected names of groups");
        }
        names.removeIf(String::isBlank);
        return names;
    }

    /** dex's rule: the operator's name for a claim counts where the usual one is missing, or always. */
    private String key(JsonObject claims, String usual, String mapped) {
        return claims.has(usual) && !rules.mapping().override() ? usual : mapped;
    }

    private void requireHostedDomain(JsonObject claims) {
        Set<String> domains = rules.hostedDomains();
        if (!domains.isEmpty() && text(claims, "hd").filter(domains::contains).isEmpty()) {
            throw SignInRefusedException.notPermitted("hd: the person belongs to none of the hosted domains");
        }
    }

    /** Some upstreams write the flag as a text. */
    private static boolean saysYes(JsonObject claims, String name) {
        return claims.get(name) instanceof JsonPrimitive value
                && !value.isNumber()
                && value.getAsString().equals("true");
    }

    private static Optional<String> wholeNumber(JsonObject claims, String name) {
        return claims.get(name) instanceof JsonPrimitive value
                        && value.isNumber()
                        && value.getAsString().matches("-?[0-9]{1,20}")
                ? Optional.of(value.getAsString())
                : Optional.empty();
    }

    private static Optional<String> text(JsonObject claims, String name) {
        return claims.get(name) instanceof JsonPrimitive value && value.isString()
                ? Optional.of(value.getAsString())
                : Optional.empty();
    }

    private static SignInRefusedException malformed(String claim, String expected) {
        return SignInRefusedException.invalidAnswer("claim '" + claim + "': " + expected);
    }
}
