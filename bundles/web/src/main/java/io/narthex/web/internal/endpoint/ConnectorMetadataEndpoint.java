package io.narthex.web.internal.endpoint;

import io.narthex.connector.PublishesMetadata;
import io.narthex.connector.PublishesMetadata.Metadata;
import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.OAuthException;
import io.narthex.provider.ConnectorNotReadyException;
import io.narthex.provider.UnknownConnectorException;
import io.narthex.web.internal.http.Call;
import io.narthex.web.internal.site.Backends;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;

/** What the operators of upstreams need to know of us, such as the metadata of a SAML service provider. */
@Path("/connectors/{connector: [^/]+}/metadata")
public final class ConnectorMetadataEndpoint {

    private final Backends backends;

    /** The endpoint of an application. */
    public ConnectorMetadataEndpoint(Backends backends) {
        this.backends = backends;
    }

    /** Sends the document, if the connector has one. */
    @GET
    public Response get(@Context HttpServletRequest request) {
        String id = Paths.connectorId(new Call(request));
        return metadata(id)
                .map(metadata -> Response.ok(metadata.text().getBytes(StandardCharsets.UTF_8))
                        .header("Content-Type", metadata.contentType())
                        .header("Cache-Control", "public, max-age=300"))
                .orElseGet(() -> Response.status(404))
                .build();
    }

    private Optional<Metadata> metadata(String id) {
        try {
            return backends.provider()
                    .connectors()
                    .use(
                            id,
                            connector -> connector instanceof PublishesMetadata publisher
                                    ? Optional.of(publisher.metadata())
                                    : Optional.empty());
        } catch (UnknownConnectorException e) {
            return Optional.empty();
        } catch (ConnectorNotReadyException e) {
            throw new OAuthException(ErrorCode.TEMPORARILY_UNAVAILABLE, "the connector is not ready");
        }
    }
}
