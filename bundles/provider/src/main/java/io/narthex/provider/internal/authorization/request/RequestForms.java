package io.narthex.provider.internal.authorization.request;

import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.OAuthException;
import io.narthex.protocol.Parameters;
import io.narthex.provider.ProviderSettings;
import io.narthex.provider.internal.client.Client;
import io.narthex.provider.internal.client.ClientAccess;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Turns an authorization request into its plain form, whatever form it came in. What stands in an object supersedes what stands
 * beside it; OpenID Connect Core 1.0, section 6.1.
 */
public final class RequestForms {

    private final ClientAccess access;
    private final RequestObjects objects;
    private final ReferencedObjects references;

    public RequestForms(Supplier<ProviderSettings> settings, ClientAccess access, Clock clock) {
        this.access = access;
        this.objects = new RequestObjects(settings, access.signatures(), clock);
        this.references = new ReferencedObjects(access.documents(), clock);
    }

    /**
     * The plain form of a request: without {@code request} and {@code request_uri}.
     *
     * @throws OAuthException if it comes in several forms, or the one it comes in does not hold
     */
    public Parameters plain(Parameters given) {
        Optional<String> object = given.find("request");
        Optional<String> reference = given.find("request_uri");
        if (object.isEmpty() && reference.isEmpty()) {
            return given;
        }
        if (object.isPresent() && reference.isPresent()) {
            throw new OAuthException(ErrorCode.INVALID_REQUEST, "request: given together with request_uri");
        }
        String id = given.require("client_id");
        Client client = access.clients()
                .find(id)
                .orElseThrow(() ->
                        new OAuthException(ErrorCode.UNAUTHORIZED_CLIENT, "client_id: unknown client '" + id + "'"));
        String text = object.or(() -> reference.map(uri -> references.fetch(client, uri)))
                .orElseThrow();
        return superseded(given, objects.open(client, text));
    }

    /** OpenID Connect Core 1.0, section 6.1: what makes it an OAuth request must be the same inside and outside. */
    private static Parameters superseded(Parameters given, Parameters inside) {
        for (String name : List.of("client_id", "response_type")) {
            Optional<String> outside = given.find(name);
            if (inside.find(name).isPresent()
                    && outside.isPresent()
                    && !inside.find(name).equals(outside)) {
                throw new OAuthException(
                        ErrorCode.INVALID_REQUEST_OBJECT,
                        "request object: " + name + ": another one than outside of the object");
            }
        }
        return given.without("request", "request_uri").supersededBy(inside);
    }
}
