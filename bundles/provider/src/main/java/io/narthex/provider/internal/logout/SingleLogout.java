package io.narthex.provider.internal.logout;

import io.narthex.connector.ConnectorException;
import io.narthex.connector.EndsUpstreamSession;
import io.narthex.protocol.Parameters;
import io.narthex.provider.ConnectorNotReadyException;
import io.narthex.provider.ConnectorRegistry;
import io.narthex.provider.Logout;
import io.narthex.provider.ProviderSettings;
import io.narthex.provider.UnknownConnectorException;
import io.narthex.provider.internal.Archive;
import io.narthex.provider.internal.client.Client;
import io.narthex.provider.internal.client.Clients;
import io.narthex.provider.internal.session.Session;
import io.narthex.provider.internal.token.IdTokenHints;
import io.narthex.provider.internal.token.Subjects;
import io.narthex.provider.internal.token.TokenEndpoints;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signs a person out of all that their browser's session let them into. */
public final class SingleLogout implements Logout {

    private static final Logger log = LoggerFactory.getLogger(SingleLogout.class);

    private final Supplier<ProviderSettings> settings;
    private final Clients clients;
    private final ConnectorRegistry connectors;
    private final Archive archive;
    private final Subjects subjects;
    private final LogoutChecks checks;

    /**
     * Ends the sessions of an archive.
     *
     * @param keys sign what clients show again
     */
    public SingleLogout(
            Supplier<ProviderSettings> settings,
            Clients clients,
            ConnectorRegistry connectors,
            Archive archive,
            TokenEndpoints.Keys keys) {
        this.settings = settings;
        this.clients = clients;
        this.connectors = connectors;
        this.archive = archive;
        this.subjects = keys.subjects();
        this.checks = new LogoutChecks(clients, new IdTokenHints(settings, keys.signer()), subjects);
    }

    @Override
    public Request check(Parameters parameters, Optional<String> session) {
        return checks.check(parameters, archive.sessions().present(session));
    }

    @Override
    public SignedOut end(Optional<String> session, URI returnTo, String state) {
        return archive.sessions()
                .present(session)
                .flatMap(archive.sessionEnd()::end)
                .map(ended -> new SignedOut(frames(ended).toList(), upstream(ended, returnTo, state)))
                .orElse(SignedOut.NOTHING_MORE);
    }

    private Stream<URI> frames(Session ended) {
        return ended.clientIds().stream()
                .map(clients::find)
                .flatMap(Optional::stream)
                .flatMap(client -> client
                        .logout()
                        .frontChannel()
                        .map(uri -> client.logout().frontChannelSession() ? named(uri, client, ended) : uri)
                        .stream());
    }

    /** Front-Channel Logout, section 3: both or none. */
    private URI named(URI uri, Client client, Session session) {
        String separator = uri.getRawQuery() == null ? "?" : "&";
        return URI.create(uri + separator + "iss="
                + URLEncoder.encode(settings.get().issuer(), StandardCharsets.UTF_8) + "&sid="
                + subjects.session(client, session.id()));
    }

    /** What is ended here stays ended, whether or not the upstream can be asked. */
    private Optional<URI> upstream(Session session, URI returnTo, String state) {
        String connectorId = session.person().connectorId();
        if (!settings.get().sessions().upstreamLogout()) {
            return Optional.empty();
        }
        try {
            return connectors.use(
                    connectorId,
                    connector -> connector instanceof EndsUpstreamSession ends
                            ? ends.endSession(returnTo, state)
                            : Optional.empty());
        } catch (UnknownConnectorException | ConnectorNotReadyException | ConnectorException e) {
            log.warn("connector '{}': the session there goes on: {}", connectorId, e.getMessage());
            return Optional.empty();
        }
    }
}
