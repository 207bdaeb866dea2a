package io.narthex.provider.internal.authorization.request;

import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.OAuthException;
import io.narthex.protocol.Parameters;
import io.narthex.provider.ProviderSettings;
import io.narthex.provider.internal.client.Client;
import io.narthex.provider.internal.client.ClientAccess;
import io.narthex.provider.internal.client.Clients;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Turns an authorization request into its plain form, whatever form it came in. What stands in an object supersedes what stands
 * beside it; OpenID Connect Core 1.0, section 6.1. Beside a pushed request nothing counts.
 */
public final class RequestForms {

    private final Supplier<ProviderSettings> settings;
    private final Clients clients;
    private final RequestObjects objects;
    private final ReferencedObjects references;
    private final PushedRequests pushed;

    /** @param pushed what clients have pushed */
    public RequestForms(Supplier<ProviderSettings> settings, ClientAccess access, PushedRequests pushed, Clock clock) {
        this.settings = settings;
        this.clients = access.clients();
        this.objects = new RequestObjects(settings, access.signatures(), clock);
        this.references = new ReferencedObjects(access.documents(), clock);
        this.pushed = pushed;
    }

    /**
     * The plain form of a request that a browser brings: without {@code request} and {@code request_uri}.
     *
     * @throws OAuthException if it comes in several forms, or the one it comes in does not hold or is not enough
     */
    public Parameters plain(Parameters given) {
        Optional<String> object = given.find("request");
        Optional<String> reference = given.find("request_uri");
        if (object.isPresent() && reference.isPresent()) {
            throw new OAuthException(ErrorCode.INVALID_REQUEST, "request: given together with request_uri");
        }
        Optional<Client> client = given.find("client_id").flatMap(clients::find);
        if (client.isEmpty()) {
            return given.without("request", "request_uri"); // which breaks the first rule
        }
        Optional<String> push = reference.filter(PushedRequests::isPushed);
        if (push.isPresent()) {
            return pushed.take(client.get(), push.get());
        }
        if (settings.get().oauth2().requirePushedRequests()
                || client.get().requests().requirePushed()) {
            throw new OAuthException(ErrorCode.INVALID_REQUEST, "request_uri: expected that of a pushed request");
        }
        if (reference.isPresent()) {
            String text = references.fetch(client.get(), reference.get());
            return opened(client.get(), given, text, ErrorCode.REQUEST_URI_NOT_SUPPORTED);
        }
        return byValue(client.get(), given);
    }

    /**
     * The plain form of a request that a client pushes; RFC 9126, sections 2.1 and 3.
     *
     * @throws OAuthException if it refers to another one, or is in an object that does not hold
     */
    public Parameters pushed(Client client, Parameters given) {
        if (given.find("request_uri").isPresent()) {
            throw new OAuthException(ErrorCode.INVALID_REQUEST, "request_uri: not in a request that is pushed");
        }
        return byValue(client, given);
    }

    private Parameters byValue(Client client, Parameters given) {
        return given.find("request")
                .map(text -> opened(client, given, text, ErrorCode.REQUEST_NOT_SUPPORTED))
                .orElse(given);
    }

    /** OpenID Connect Core 1.0, section 6.1: what makes it an OAuth request must be the same inside and outside. */
    private Parameters opened(Client client, Parameters given, String text, ErrorCode unsupported) {
        Parameters inside = objects.open(client, text, unsupported);
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
