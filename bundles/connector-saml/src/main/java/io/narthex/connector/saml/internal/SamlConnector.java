package io.narthex.connector.saml.internal;

import io.narthex.connector.AnswersUnsolicited;
import io.narthex.connector.Arrival;
import io.narthex.connector.BrowserConnector;
import io.narthex.connector.Departure;
import io.narthex.connector.Identity;
import io.narthex.connector.KnowsTrouble;
import io.narthex.connector.PublishesMetadata;
import io.narthex.connector.RefreshesIdentity;
import io.narthex.connector.Scopes;
import io.narthex.connector.SignInRefusedException;
import io.narthex.connector.SignInRequest;
import io.narthex.connector.UpstreamUnavailableException;
import io.narthex.connector.UsedOnce;
import io.narthex.connector.saml.internal.message.AuthnRequests;
import io.narthex.connector.saml.internal.message.Expectation;
import io.narthex.connector.saml.internal.message.ResponseReader;
import io.narthex.connector.saml.internal.message.Subject;
import io.narthex.connector.saml.internal.message.Trust;
import io.narthex.connector.saml.internal.metadata.IdentityProvider;
import io.narthex.connector.saml.internal.metadata.ServiceMetadata;
import io.narthex.connector.saml.internal.xml.Decryption;
import io.narthex.connector.saml.internal.xml.StrictSignature;
import io.narthex.connector.saml.internal.xml.UnacceptableException;
import io.narthex.connector.saml.internal.xml.UnknownSignerException;
import io.narthex.connector.saml.internal.xml.XmlLimits;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/** Sends people to a SAML identity provider and takes its answer. */
final class SamlConnector
        implements BrowserConnector, RefreshesIdentity, PublishesMetadata, AnswersUnsolicited, KnowsTrouble {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final String id;
    private final SamlConfig config;
    private final UsedOnce used;
    private final Clock clock;
    private final AuthnRequests requests;
    private final ResponseReader reader;
    private final StrictSignature signature;
    private final Optional<Decryption> decryption;

    SamlConnector(String id, SamlConfig config, UsedOnce used, Clock clock) {
        this.id = id;
        this.config = config;
        this.used = used;
        this.clock = clock;
        this.requests = new AuthnRequests(config.entityId(), config.address(), config.nameIdFormat(), config.key());
        this.reader = new ResponseReader(config.clockSkew());
        this.signature = new StrictSignature(config.algorithms(), XmlLimits.MESSAGE);
        this.decryption = config.key()
                .filter(key -> key.privateKey().getAlgorithm().equals("RSA"))
                .map(key -> new Decryption(key.privateKey(), config.allowCbc()));
    }

    @Override
    public Optional<String> trouble() {
        return config.provider().trouble();
    }

    @Override
    public Departure begin(SignInRequest request) {
        requireOwnAddress(request.callback());
        URI destination = config.provider().current().address();
        // An xs:ID begins with a letter or an underscore.
        byte[] random = new byte[20];
        RANDOM.nextBytes(random);
        String requestId = "_" + HexFormat.of().formatHex(random);
        return config.binding() == SamlConfig.Binding.POST
                ? requests.byPost(destination, requestId, request, clock.instant())
                : requests.byRedirect(destination, requestId, request, clock.instant());
    }

    @Override
    public Identity complete(Arrival arrival) {
        if (!arrival.method().equals("POST") || !arrival.callback().equals(config.address())) {
            throw SignInRefusedException.invalidAnswer("expected a form posted to " + config.address());
        }
        if (!arrival.parameter("RelayState").equals(Optional.of(arrival.state()))) {
            throw SignInRefusedException.invalidAnswer("RelayState: expected that of this sign-in, got another");
        }
        String response = arrival.parameter("SAMLResponse")
                .orElseThrow(() -> SignInRefusedException.invalidAnswer("SAMLResponse: missing"));
        try {
            Subject subject = read(response, arrival.carried());
            if (!used.claim("saml " + id, subject.assertionId(), subject.until())) {
                throw new UnacceptableException("Assertion: was used before");
            }
            Identity identity = config.claims().identity(subject);
            return identity.withConnectorData(Long.toString(clock.instant().getEpochSecond()));
        } catch (UnacceptableException e) {
            throw SignInRefusedException.invalidAnswer(String.valueOf(e.getMessage()));
        }
    }

    /** The identity as it was at the sign-in: nobody can be asked without the browser. So it is given out for a time only. */
    @Override
    public Identity refresh(Identity last, Scopes scopes) {
        Instant signedIn = last.connectorData()
                .filter(text -> text.matches("\\d{1,12}"))
                .map(text -> Instant.ofEpochSecond(Long.parseLong(text)))
                .orElseThrow(() -> SignInRefusedException.invalidAnswer("connectorData: expected a time, got no such"));
        if (signedIn.plus(config.refreshFor()).isBefore(clock.instant())) {
            throw SignInRefusedException.notPermitted("refreshFor: the sign-in is too long ago");
        }
        config.claims().requireAllowed(last.groups());
        return last;
    }

    @Override
    public Metadata metadata() {
        return new Metadata(
                "application/samlmetadata+xml",
                ServiceMetadata.document(config.entityId(), config.address(), config.nameIdFormat(), config.key()));
    }

    @Override
    public Optional<URI> unsolicited() {
        return config.unsolicited();
    }

    @Override
    public void close() {
        config.provider().close();
    }

    /** A signature that does not hold may be one by a key that the provider has only just begun to use. */
    private Subject read(String response, String requestId) {
        IdentityProvider provider = config.provider().current();
        try {
            return read(response, requestId, provider);
        } catch (UnknownSignerException e) {
            if (!config.provider().isNewerThan(provider)) {
                throw e;
            }
            return read(response, requestId, config.provider().current());
        }
    }

    private Subject read(String response, String requestId, IdentityProvider provider) {
        return reader.read(
                response,
                new Trust(signature, provider.keys(), decryption),
                new Expectation(provider.entityId(), config.entityId(), config.address(), requestId, clock.instant()));
    }

    private void requireOwnAddress(URI callback) {
        String own = config.address().toString();
        if (!own.equals(callback.toString()) && !own.equals(callback + "/" + id)) {
            throw new UpstreamUnavailableException(
                    "redirectURI: expected '" + callback + "' or '" + callback + "/" + id + "', got '" + own + "'");
        }
    }

    @Override
    public String toString() {
        return "SamlConnector[" + id + "]";
    }
}
