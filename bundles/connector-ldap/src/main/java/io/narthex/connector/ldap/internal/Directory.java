package io.narthex.connector.ldap.internal;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.BindResult;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.DereferencePolicy;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import com.unboundid.ldap.sdk.experimental.DraftBeheraLDAPPasswordPolicy10RequestControl;
import io.narthex.connector.UpstreamUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Asks the servers. Whatever keeps them from answering comes out as {@link UpstreamUnavailableException}, with a message
 * for the log that names them.
 */
final class Directory implements AutoCloseable {

    /** Active Directory gives 1,000 at most. */
    private static final int PAGE = 500;

    private final String servers;
    private final Duration patience;
    private final Connections searches;
    private final Connections passwords;
    private volatile Optional<ServerKind> kind = Optional.empty();

    Directory(String name, ServerSettings settings) {
        this.servers = settings.names();
        this.patience = settings.limits().answer();
        this.searches = Connections.forSearches(name, settings);
        this.passwords = Connections.forPasswords(name, settings);
    }

    /**
     * What was found.
     *
     * @param entries in the server's order
     * @param isCut whether the server has more that it does not send
     */
    record Found(List<Entry> entries, boolean isCut) {
        /** Copies the entries. */
        Found {
            entries = List.copyOf(entries);
        }
    }

    /** Searches where few entries are expected; sees no more than {@code most}, which are enough to tell. */
    Found few(SearchArea area, Filter filter, String[] attributes, int most) {
        return ask(searches, "search below '" + area.base() + "'", connection -> {
            Harvest harvest = new Harvest(most, patience);
            SearchRequest request = request(harvest, area.base(), area.scope(), filter, attributes);
            request.setSizeLimit(most);
            ResultCode code = send(connection, request).getResultCode();
            return new Found(harvest.entries(), isLimit(code));
        });
    }

    /** Searches page by page where many entries are expected, but no more than {@code most}. */
    Found all(SearchArea area, Filter filter, String[] attributes, int most) {
        return ask(searches, "search below '" + area.base() + "'", connection -> {
            Harvest harvest = new Harvest(most, patience);
            SearchRequest request = request(harvest, area.base(), area.scope(), filter, attributes);
            Optional<ASN1OctetString> next = Optional.empty();
            do {
                request.setControls(new SimplePagedResultsControl(PAGE, next.orElse(null)));
                SearchResult page = send(connection, request);
                if (isLimit(page.getResultCode())) {
                    return new Found(harvest.entries(), true);
                }
                next = next(page);
            } while (next.isPresent());
            return new Found(harvest.entries(), false);
        });
    }

    /** Reads one entry, if it is there and the filter holds for it. */
    Optional<Entry> read(DN name, Filter filter, String[] attributes) {
        return ask(searches, "read '" + name + "'", connection -> {
            Harvest harvest = new Harvest(1, patience);
            send(connection, request(harvest, name, SearchScope.BASE, filter, attributes));
            return harvest.entries().stream().findFirst();
        });
    }

    /**
     * Lets the server check a password.
     *
     * @param name of the person's entry, never empty: nobody's password is always right
     * @param password never empty, for the same reason
     * @return empty if it is right, or else why the server does not take it
     */
    Optional<String> checkPassword(DN name, String password) {
        if (name.isNullDN() || password.isEmpty()) {
            throw new IllegalArgumentException("name and password: expected both, one is empty");
        }
        return ask(passwords, "check a password", connection -> {
            try {
                BindResult result = connection.bind(new SimpleBindRequest(
                        name, password, new DraftBeheraLDAPPasswordPolicy10RequestControl(false)));
                return Refusal.in(result);
            } catch (LDAPException e) {
                Optional<String> refusal = Refusal.in(e);
                if (refusal.isEmpty()) {
                    throw e;
                }
                return refusal;
            }
        });
    }

    /** What kind of server answers; they are taken to be all of one kind. */
    ServerKind kind() {
        Optional<ServerKind> known = kind;
        if (known.isEmpty()) {
            String[] attributes = EntryAttribute.requested(Stream.of(ServerKind.CAPABILITIES));
            known = read(DN.NULL_DN, Filter.createPresenceFilter("objectClass"), attributes)
                    .map(ServerKind::of)
                    .or(() -> Optional.of(ServerKind.OTHER));
            kind = known;
        }
        return known.get();
    }

    private SearchRequest request(Harvest harvest, DN base, SearchScope scope, Filter filter, String[] attributes) {
        int seconds = (int) Math.max(1, patience.toSeconds());
        return new SearchRequest(harvest, base, scope, DereferencePolicy.NEVER, 0, seconds, false, filter, attributes);
    }

    /** A base that is not there is one without entries, as in dex; a limit is for the caller to judge. */
    private static SearchResult send(LDAPConnection connection, SearchRequest request) throws LDAPException {
        try {
            return connection.search(request);
        } catch (LDAPSearchException e) {
            if (e.getResultCode().equals(ResultCode.NO_SUCH_OBJECT) || isLimit(e.getResultCode())) {
                return e.getSearchResult();
            }
            throw e;
        }
    }

    private static boolean isLimit(ResultCode code) {
        return code.equals(ResultCode.SIZE_LIMIT_EXCEEDED) || code.equals(ResultCode.ADMIN_LIMIT_EXCEEDED);
    }

    private static Optional<ASN1OctetString> next(SearchResult page) throws LDAPException {
        @Nullable SimplePagedResultsControl control = SimplePagedResultsControl.get(page);
        return control == null || !control.moreResultsToReturn()
                ? Optional.empty()
                : Optional.ofNullable(control.getCookie());
    }

    private <T> T ask(Connections connections, String what, Connections.Work<T> work) {
        try {
            return connections.use(work);
        } catch (LDAPException e) {
            throw new UpstreamUnavailableException(
                    servers + ": could not " + what + ": " + e.getResultCode() + ": " + LogText.of(e.getMessage()), e);
        } catch (UpstreamUnavailableException e) {
            throw new UpstreamUnavailableException(servers + ": could not " + what + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        searches.close();
        passwords.close();
    }
}
