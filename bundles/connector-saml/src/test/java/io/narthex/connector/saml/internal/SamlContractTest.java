package io.narthex.connector.saml.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.narthex.connector.Arrival;
import io.narthex.connector.ConnectorFactory;
import io.narthex.connector.Departure;
import io.narthex.connector.SignInRequest;
import io.narthex.connector.tck.BrowserConnectorContract;
import io.narthex.connector.tck.Fault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

public class SamlContractTest extends BrowserConnectorContract {

    private static final String CANCELLED = "<samlp:Status><samlp:StatusCode"
            + " Value=\"urn:oasis:names:tc:SAML:2.0:status:Responder\"><samlp:StatusCode"
            + " Value=\"urn:oasis:names:tc:SAML:2.0:status:AuthnFailed\"/></samlp:StatusCode></samlp:Status>";

    private final FakeUsedOnce used = new FakeUsedOnce();
    private volatile UnaryOperator<String> fault = xml -> xml;
    private volatile TestKeys signer = TestKeys.IDP;
    private volatile Duration late = Duration.ZERO;

    @Override
    protected ConnectorFactory factory() {
        return new SamlConnectorFactory(used, Clock.systemUTC());
    }

    @Override
    protected Map<String, String> settings() {
        return Profile.settings(TestKeys.IDP);
    }

    @Override
    protected Set<String> requiredKeys() {
        return Set.of("ssoURL", "ssoIssuer", "caData", "redirectURI", "usernameAttr", "emailAttr");
    }

    @Override
    protected Map<String, List<String>> wrongSettings() {
        Map<String, List<String>> wrong = new HashMap<>();
        wrong.put("ssoURL", List.of("idp", "ftp://idp.example/"));
        wrong.put(
                "caData",
                List.of(
                        "?",
                        "bm9uZQ==",
                        TestKeys.WEAK.certificatePem(),
                        TestKeys.IDP.certificatePem() + "x",
                        TestKeys.IDP.certificatePem().substring(0, 300)));
        wrong.put("spKeyData", List.of("?", TestKeys.STRANGER.keyPem()));
        wrong.put("insecureSkipSignatureValidation", List.of("true", "maybe"));
        wrong.put("nameIDPolicyFormat", List.of("transient", "urn:x:persistent", "Persistent"));
        wrong.put("ssoBinding", List.of("artifact"));
        wrong.put("clockSkew", List.of("6m", "-1s"));
        wrong.put("refreshFor", List.of("0s", "31d", "forever"));
        wrong.put("idpInitiatedTarget", List.of("http://app.example/", "javascript:x"));
        return wrong;
    }

    @Override
    protected Set<String> secretKeys() {
        return Set.of("spKeyData");
    }

    @Override
    protected Arrival signInUpstream(SignInRequest request, Departure departure) {
        TestMessages.Draft draft = draft(departure);
        String xml = fault.apply(TestMessages.response(draft));
        return arrival(request, departure, TestSigning.sign(xml, "_r1", TestSigning.How.with(signer)));
    }

    @Override
    protected Optional<Arrival> cancelUpstream(SignInRequest request, Departure departure) {
        return Optional.of(arrival(
                request, departure, TestMessages.response(draft(departure).status(CANCELLED), "")));
    }

    @Override
    protected List<Fault> faults() {
        return List.of(
                Fault.refused("signed by a stranger", () -> signer = TestKeys.STRANGER),
                Fault.refused("for somebody else", () -> fault = xml -> xml.replace(TestMessages.AUDIENCE + "<", "x<")),
                Fault.refused("stale", () -> late = Duration.ofMinutes(30)),
                Fault.refused("of another provider", () -> fault = xml -> xml.replace(TestMessages.ISSUER, "x")),
                Fault.refused(
                        "without the mail address",
                        () -> fault = xml -> xml.replace("Name=\"mail\"", "Name=\"phone\"")));
    }

    @Override
    protected void repairUpstream() {
        signer = TestKeys.IDP;
        fault = xml -> xml;
        late = Duration.ZERO;
    }

    @Override
    protected String userId() {
        return "jane";
    }

    private TestMessages.Draft draft(Departure departure) {
        Map<String, String> fields = ((Departure.Form) departure).fields();
        String request = new String(Base64.getDecoder().decode(fields.getOrDefault("SAMLRequest", "")), UTF_8);
        String id = TestSigning.parse(request).getDocumentElement().getAttribute("ID");
        return TestMessages.draft(id, Instant.now().minus(late));
    }

    private static Arrival arrival(SignInRequest request, Departure departure, String xml) {
        Map<String, List<String>> form = new LinkedHashMap<>();
        form.put("SAMLResponse", List.of(TestMessages.encoded(xml)));
        form.put("RelayState", List.of(request.state()));
        return new Arrival(
                "POST",
                Map.of(),
                form,
                Map.of(),
                "127.0.0.1",
                request.callback(),
                request.state(),
                departure.carried(),
                request.scopes());
    }
}
