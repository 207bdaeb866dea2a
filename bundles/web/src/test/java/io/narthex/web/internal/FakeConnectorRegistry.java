package io.narthex.web.internal;

import io.narthex.connector.AnswersUnsolicited;
import io.narthex.connector.Arrival;
import io.narthex.connector.BrowserConnector;
import io.narthex.connector.Connector;
import io.narthex.connector.Departure;
import io.narthex.connector.Identity;
import io.narthex.connector.PublishesMetadata;
import io.narthex.connector.SignInRequest;
import io.narthex.provider.ConnectorRegistry;
import io.narthex.provider.ConnectorStatus;
import io.narthex.provider.UnknownConnectorException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Knows one connector, {@code saml/1}, which has abilities and nothing else. */
final class FakeConnectorRegistry implements ConnectorRegistry {

    volatile Optional<URI> unsolicited = Optional.empty();

    @Override
    public List<ConnectorStatus> connectors() {
        return List.of();
    }

    @Override
    public Optional<ConnectorStatus> find(String id) {
        return Optional.empty();
    }

    @Override
    public <T> T use(String id, Function<Connector, T> call) {
        if (!id.equals("saml/1")) {
            throw new UnknownConnectorException(id);
        }
        return call.apply(new Able());
    }

    @Override
    public void answered(String id) {
        // nobody asks for its health here
    }

    private final class Able implements BrowserConnector, PublishesMetadata, AnswersUnsolicited {

        @Override
        public Departure begin(SignInRequest request) {
            throw new AssertionError("asked to begin");
        }

        @Override
        public Identity complete(Arrival arrival) {
            throw new AssertionError("asked to complete");
        }

        @Override
        public Metadata metadata() {
            return new Metadata("application/samlmetadata+xml", "<md/>");
        }

        @Override
        public Optional<URI> unsolicited() {
            return unsolicited;
        }
    }
}
