package io.narthex.provider.internal.registration;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.narthex.connector.support.http.StrictJson;
import io.narthex.protocol.Digests;
import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.OAuthException;
import io.narthex.protocol.RandomIds;
import io.narthex.provider.ProviderSettings;
import io.narthex.provider.Registration;
import io.narthex.provider.RegistrationSettings;
import io.narthex.provider.internal.client.Origin;
import io.narthex.provider.internal.grant.Grants;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Registers, shows, changes and forgets clients: 1. who asks, 2. what it wants to be, 3. whether it may, 4. doing it. */
final class ClientRegistration implements Registration {

    /** What only an answer says; RFC 7592, section 2.2. */
    private static final List<String> OURS = List.of(
            "registration_access_token", "registration_client_uri", "client_secret_expires_at", "client_id_issued_at");

    private final Supplier<ProviderSettings> settings;
    private final ClientRecords records;
    private final RegistrationRules rules;
    private final Secrets secrets;
    private final Consumer<String> changed;
    private final Grants grants;
    private final Clock clock;

    ClientRegistration(Supplier<ProviderSettings> settings, Tools tools, Grants grants, Clock clock) {
        this.settings = settings;
        this.records = tools.records();
        this.rules = tools.rules();
        this.secrets = tools.secrets();
        this.changed = tools.changed();
        this.grants = grants;
        this.clock = clock;
    }

    /**
     * What it works with.
     *
     * @param changed hears the id of a client that has changed or gone
     */
    record Tools(ClientRecords records, RegistrationRules rules, Secrets secrets, Consumer<String> changed) {}

    @Override
    public boolean isStranger(Optional<String> token) {
        return !hasInitialToken(token);
    }

    @Override
    public String register(Optional<String> token, String metadata) {
        RegistrationSettings now = settings.get().registration();
        boolean byStranger = !hasInitialToken(token);
        if (byStranger
                && !(now.open() && (token.isEmpty() || now.initialAccessToken().isEmpty()))) {
            throw invalidToken(token, "initial access token: missing or wrong");
        }
        String id = RandomIds.next();
        MetadataReader.Read read = MetadataReader.read(
                id, parse(metadata), byStranger ? Origin.STRANGER : Origin.INVITED, Optional.empty());
        if (records.areAtLeast(now.maximum())) {
            throw new OAuthException(
                            ErrorCode.TEMPORARILY_UNAVAILABLE, "no more clients can be registered at the moment")
                    .withDetail("registration.maximum: there are " + now.maximum() + " clients");
        }
        rules.require(read.client(), settings.get().oauth2());
        String registrationToken = RandomIds.next() + RandomIds.next();
        Optional<Secrets.Fresh> secret = fresh(id, read.secret());
        Kept kept = new Kept(
                read.registered().toString(),
                secret.map(Secrets.Fresh::kept),
                Digests.fingerprint(registrationToken),
                clock.instant(),
                byStranger);
        if (!records.create(id, kept)) {
            throw new IllegalStateException("client id: drawn twice");
        }
        return answer(id, kept, registrationToken, secret);
    }

    @Override
    public String read(String clientId, Optional<String> token) {
        Kept kept = require(clientId, token).kept();
        return answer(clientId, kept, token.orElseThrow(), Optional.empty());
    }

    @Override
    public String update(String clientId, Optional<String> token, String metadata) {
        while (true) {
            ClientRecords.Stored stored = require(clientId, token);
            JsonObject given = parse(metadata);
            requireSame(clientId, stored.kept(), given);
            MetadataReader.Read read =
                    MetadataReader.read(clientId, given, stored.kept().origin(), Optional.empty());
            rules.require(read.client(), settings.get().oauth2());
            Optional<Secrets.Fresh> secret =
                    isEnough(stored.kept().secret(), read.secret()) ? Optional.empty() : fresh(clientId, read.secret());
            Optional<Kept.Secret> keptSecret = read.secret() == CredentialRules.Secret.NONE
                    ? Optional.empty()
                    : secret.map(Secrets.Fresh::kept).or(() -> stored.kept().secret());
            Kept kept = stored.kept().updated(read.registered().toString(), keptSecret);
            if (records.replace(clientId, stored, kept)) {
                changed.accept(clientId);
                return answer(clientId, kept, token.orElseThrow(), secret);
            }
        }
    }

    @Override
    public void delete(String clientId, Optional<String> token) {
        require(clientId, token);
        if (records.remove(clientId)) {
            changed.accept(clientId);
            grants.revokeOfClient(clientId);
        }
    }

    private boolean hasInitialToken(Optional<String> token) {
        Optional<String> expected = settings.get().registration().initialAccessToken();
        return token.isPresent()
                && expected.filter(one -> Digests.equal(Digests.fingerprint(token.get()), one))
                        .isPresent();
    }

    /** RFC 7592, section 2.1: a client that is not there is told the same as one with a wrong token. */
    private ClientRecords.Stored require(String clientId, Optional<String> token) {
        Optional<ClientRecords.Stored> stored = RandomIds.isId(clientId) ? records.find(clientId) : Optional.empty();
        return stored.filter(
                        found -> token.filter(one -> found.kept().isToken(one)).isPresent())
                .orElseThrow(() -> invalidToken(token, "registration access token: missing or wrong"));
    }

    private static OAuthException invalidToken(Optional<String> token, String description) {
        // RFC 6750, section 3.1: who presents nothing is told no error.
        return new OAuthException(ErrorCode.INVALID_TOKEN, token.isEmpty() ? "" : description);
    }

    private static JsonObject parse(String metadata) {
        return StrictJson.parseObject(metadata)
                .orElseThrow(() -> new OAuthException(
                        ErrorCode.INVALID_CLIENT_METADATA, "body: expected a JSON object without doubled members"));
    }

    /** RFC 7592, section 2.2. */
    private static void requireSame(String clientId, Kept kept, JsonObject given) {
        if (!text(given, "client_id").equals(Optional.of(clientId))) {
            throw new OAuthException(
                    ErrorCode.INVALID_CLIENT_METADATA, "client_id: expected that of the client, as in the address");
        }
        OURS.stream().filter(given::has).findFirst().ifPresent(name -> {
            throw new OAuthException(ErrorCode.INVALID_CLIENT_METADATA, name + ": must not be given");
        });
        boolean wrongSecret = given.has("client_secret")
                && text(given, "client_secret")
                        .filter(secret -> kept.secret()
                                .filter(one -> Digests.equal(Digests.fingerprint(secret), one.fingerprint()))
                                .isPresent())
                        .isEmpty();
        if (wrongSecret) {
            throw new OAuthException(
                    ErrorCode.INVALID_CLIENT_METADATA, "client_secret: expected the one that was issued, or none");
        }
    }

    private static Optional<String> text(JsonObject given, String name) {
        JsonElement element = given.get(name);
        return element instanceof JsonPrimitive primitive && primitive.isString()
                ? Optional.of(primitive.getAsString())
                : Optional.empty();
    }

    private Optional<Secrets.Fresh> fresh(String id, CredentialRules.Secret need) {
        return switch (need) {
            case NONE -> Optional.empty();
            case TO_PRESENT -> Optional.of(secrets.toPresent());
            case TO_SIGN -> Optional.of(secrets.toSign(id));
        };
    }

    private static boolean isEnough(Optional<Kept.Secret> kept, CredentialRules.Secret need) {
        return switch (need) {
            case NONE -> true;
            case TO_PRESENT -> kept.isPresent();
            case TO_SIGN -> kept.flatMap(Kept.Secret::salt).isPresent();
        };
    }

    private String answer(String id, Kept kept, String token, Optional<Secrets.Fresh> secret) {
        JsonObject answer = new JsonObject();
        answer.addProperty("client_id", id);
        secret.ifPresent(fresh -> answer.addProperty("client_secret", fresh.text()));
        if (kept.secret().isPresent()) {
            answer.addProperty("client_secret_expires_at", 0);
        }
        answer.addProperty("client_id_issued_at", kept.issuedAt().getEpochSecond());
        answer.addProperty("registration_access_token", token);
        answer.addProperty("registration_client_uri", settings.get().endpoint("/register/" + id));
        parse(kept.metadata()).asMap().forEach(answer::add);
        return answer.toString();
    }
}
