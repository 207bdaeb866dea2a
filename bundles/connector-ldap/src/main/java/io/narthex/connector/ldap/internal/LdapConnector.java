package io.narthex.connector.ldap.internal;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RDN;
import io.narthex.connector.Identity;
import io.narthex.connector.PasswordConnector;
import io.narthex.connector.RefreshesIdentity;
import io.narthex.connector.Scopes;
import io.narthex.connector.SignInRefusedException;
import io.narthex.connector.UpstreamUnavailableException;
import io.narthex.connector.support.Bulkhead;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds a person, lets the server check their password, and reads who they are. */
final class LdapConnector implements PasswordConnector, RefreshesIdentity {

    private static final Logger log = LoggerFactory.getLogger(LdapConnector.class);

    /** Enough for a hundred people in the same moment; well below the number of threads that serve requests. */
    private static final int WAITING = 100;

    private final String id;
    private final LdapSettings settings;
    private final Clock clock;
    private final Directory directory;
    private final People people;
    private final Optional<Groups> groups;
    private final LdapClaims claims;
    private final Bulkhead bulkhead;
    private final Pace pace = new Pace();

    LdapConnector(String id, LdapSettings settings, Clock clock) {
        this.id = id;
        this.settings = settings;
        this.clock = clock;
        this.directory = new Directory("narthex " + id, settings.servers());
        this.people = new People(directory, settings.users(), settings.groups());
        this.groups = settings.groups().map(search -> new Groups(directory, search));
        this.claims = new LdapClaims(settings.users());
        ServerSettings.Limits limits = settings.servers().limits();
        this.bulkhead = new Bulkhead("connector '" + id + "'", limits.connections(), WAITING, limits.answer());
    }

    @Override
    public Optional<String> usernamePrompt() {
        return settings.usernamePrompt();
    }

    @Override
    public Optional<Identity> signIn(String username, String password, Scopes scopes) {
        if (!Typed.isName(username) || !Typed.isPassword(password)) {
            return Optional.empty();
        }
        return bulkhead.run(() -> {
            Optional<Entry> user = people.byUsername(username);
            if (user.isEmpty()) {
                checkNobody(password);
            }
            return user.filter(found -> isRight(found, password)).map(found -> identity(found, scopes));
        });
    }

    /**
     * The person whom somebody else vouches for, if they are in the directory and may sign in.
     *
     * @param vouched for the log
     * @param username to look for; empty if nobody is called that here
     */
    Optional<Identity> known(String vouched, Optional<String> username, Scopes scopes) {
        Optional<Identity> person = username.filter(Typed::isName)
                .flatMap(name -> bulkhead.run(() ->
                        people.byUsernameWithState(name).filter(this::isUsable).map(user -> identity(user, scopes))));
        if (person.isEmpty()) {
            log.info("connector {}: '{}' not signed in: nobody here who may", id, LogText.of(vouched));
        }
        return person;
    }

    private boolean isUsable(Entry user) {
        Optional<String> obstacle = AccountState.obstacle(user, clock.instant());
        obstacle.ifPresent(
                why -> log.info("connector {}: user '{}' not signed in: {}", id, LogText.of(user.getDN()), why));
        return obstacle.isEmpty();
    }

    @Override
    public Identity refresh(Identity last, Scopes scopes) {
        String name = last.connectorData()
                .flatMap(Remembered::parse)
                .map(Remembered::name)
                .orElseThrow(() -> gone(last, "not known by which entry they signed in"));
        return bulkhead.run(() -> {
            Entry user =
                    people.byName(name).orElseThrow(() -> gone(last, "gone or moved from '" + LogText.of(name) + "'"));
            AccountState.obstacle(user, clock.instant()).ifPresent(obstacle -> {
                throw gone(last, obstacle);
            });
            Identity now = identity(user, scopes);
            if (!now.userId().equals(last.userId())) {
                throw gone(last, "'" + LogText.of(name) + "' belongs to somebody else by now");
            }
            return now;
        });
    }

    @Override
    public void close() {
        directory.close();
    }

    private boolean isRight(Entry user, String password) {
        long since = System.nanoTime();
        Optional<String> refusal = directory.checkPassword(name(user), password);
        refusal.ifPresent(reason -> {
            pace.wrongPasswordTook(System.nanoTime() - since);
            log.info("connector {}: user '{}' not signed in: {}", id, LogText.of(user.getDN()), reason);
        });
        return refusal.isEmpty();
    }

    /** So that it takes as long as a wrong password. Whatever the answer, nobody is signed in. */
    private void checkNobody(String password) {
        long since = System.nanoTime();
        RDN nobody = new RDN("cn", "nobody-" + UUID.randomUUID());
        directory.checkPassword(new DN(nobody, settings.users().area().base()), password);
        pace.keep(since);
        log.info("connector {}: not signed in: no such user", id);
    }

    private Identity identity(Entry user, Scopes scopes) {
        Identity person = claims.identity(user);
        List<String> names =
                scopes.groups() ? groups.map(known -> known.of(user)).orElse(List.of()) : List.of();
        return (scopes.offlineAccess() ? person.withConnectorData(new Remembered(user.getDN()).toText()) : person)
                .withGroups(names);
    }

    private static DN name(Entry user) {
        try {
            return user.getParsedDN();
        } catch (LDAPException e) {
            throw new UpstreamUnavailableException(
                    "expected a distinguished name, got '" + LogText.of(user.getDN()) + "'", e);
        }
    }

    private static SignInRefusedException gone(Identity last, String why) {
        return SignInRefusedException.notPermitted("user '" + LogText.of(last.userId()) + "': " + why);
    }
}
