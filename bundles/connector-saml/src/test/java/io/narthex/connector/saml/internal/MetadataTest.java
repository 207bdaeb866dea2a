package io.narthex.connector.saml.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.narthex.connector.Arrival;
import io.narthex.connector.Departure;
import io.narthex.connector.Identity;
import io.narthex.connector.Scopes;
import io.narthex.connector.SignInRefusedException;
import io.narthex.connector.SignInRequest;
import io.narthex.connector.UpstreamUnavailableException;
import io.narthex.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class MetadataTest {

    private static final Scopes SCOPES = new Scopes(true, true);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final TestClock clock = new TestClock(TestMessages.NOW);
    private Path file = Path.of("");

    @Before
    public void publish() {
        file = folder.getRoot().toPath().resolve("idp.xml");
        publish(metadata(TestKeys.IDP));
    }

    @Test
    public void findsAddressAndKeysInMetadata() {
        SamlConnector connector = open(Map.of());
        assertEquals(URI.create("https://idp.example/sso/post"), ((Departure.Form) begin(connector)).action());
        assertEquals("jane", complete(connector, TestKeys.IDP).userId());
    }

    @Test
    public void followsAProviderThatChangesItsKey() {
        SamlConnector connector = open(Map.of());
        complete(connector, TestKeys.IDP);
        publish(metadata(TestKeys.NEXT));
        clock.advance(Duration.ofSeconds(20));
        assertEquals("jane", complete(connector, TestKeys.NEXT).userId());
        assertThrows(SignInRefusedException.class, () -> complete(connector, TestKeys.IDP));
    }

    @Test
    public void takesBothKeysWhileTheProviderHasBoth() {
        publish(metadata(TestKeys.IDP).replace("<md:NameIDFormat/>", key(TestKeys.NEXT, "use=\"signing\"")));
        SamlConnector connector = open(Map.of());
        complete(connector, TestKeys.IDP);
        complete(connector, TestKeys.NEXT);
    }

    @Test
    public void readsAnewInTheBackground() {
        SamlConnector connector = open(Map.of());
        complete(connector, TestKeys.IDP);
        publish(metadata(TestKeys.NEXT));
        clock.advance(Duration.ofHours(2));
        begin(connector);
        Awaitility.await()
                .untilAsserted(
                        () -> assertThrows(SignInRefusedException.class, () -> complete(connector, TestKeys.IDP)));
    }

    @Test
    public void doesNotAskAgainForEveryForgedSignature() {
        SamlConnector connector = open(Map.of());
        assertThrows(SignInRefusedException.class, () -> complete(connector, TestKeys.STRANGER));
        publish(metadata(TestKeys.STRANGER));
        assertThrows(SignInRefusedException.class, () -> complete(connector, TestKeys.STRANGER));
    }

    @Test
    public void asksAgainForUnknownSignersOnly() {
        SamlConnector connector = open(Map.of());
        complete(connector, TestKeys.IDP);
        publish(metadata(TestKeys.NEXT));
        clock.advance(Duration.ofSeconds(20));
        TestSigning.How weak =
                TestSigning.How.with(TestKeys.NEXT).signature("http://www.w3.org/2000/09/xmldsig#rsa-sha1");
        assertThrows(SignInRefusedException.class, () -> complete(connector, weak));
        assertEquals("jane", complete(connector, TestKeys.IDP).userId());
        assertEquals("jane", complete(connector, TestKeys.NEXT).userId());
    }

    @Test
    public void keepsTheLastGoodMetadataUntilItIsOver() {
        publish(metadata(TestKeys.IDP).replace("entityID=", "validUntil=\"2026-03-01T15:00:00Z\" entityID="));
        SamlConnector connector = open(Map.of());
        complete(connector, TestKeys.IDP);
        publish("<broken");
        assertEquals(Optional.empty(), connector.trouble());
        clock.advance(Duration.ofHours(2));
        complete(connector, TestKeys.IDP);
        Awaitility.await().until(() -> connector.trouble().isPresent());
        assertEquals(
                Optional.of("metadata of " + file
                        + " were read last at 2026-03-01T12:00:00Z: markup: a tag without an end"),
                connector.trouble());
        clock.advance(Duration.ofHours(2));
        assertThrows(UpstreamUnavailableException.class, () -> complete(connector, TestKeys.IDP));
        publish(metadata(TestKeys.IDP));
        clock.advance(Duration.ofMinutes(1));
        complete(connector, TestKeys.IDP);
        assertEquals(Optional.empty(), connector.trouble());
    }

    @Test
    public void neverSwitchesACheckOffForWhatIsMissing() {
        Map<String, String> unusable = Map.of(
                metadata(TestKeys.IDP).replaceAll("<md:KeyDescriptor.*</md:KeyDescriptor>", ""),
                "KeyDescriptor: no certificate for signatures",
                metadata(TestKeys.IDP).replace("use=\"signing\"", "use=\"encryption\""),
                "KeyDescriptor: no certificate for signatures",
                metadata(TestKeys.WEAK),
                "KeyDescriptor: expected an RSA key of 2048 to 8192 bits, got 1024",
                metadata(TestKeys.IDP).replaceAll("<ds:X509Certificate>[^<]*", "<ds:X509Certificate>AAAA"),
                "X509Certificate: cannot be read",
                metadata(TestKeys.IDP).replace("HTTP-POST", "SOAP"),
                "SingleSignOnService: none for the binding HTTP-POST",
                metadata(TestKeys.IDP).replace("https://idp.example/sso/post", "javascript:alert(1)"),
                "SingleSignOnService: expected an absolute http or https address",
                metadata(TestKeys.IDP).replace("SAML:2.0:protocol\"", "SAML:1.1:protocol\""),
                "IDPSSODescriptor: expected one for SAML 2.0, got 0",
                metadata(TestKeys.IDP).replace("entityID=", "validUntil=\"2026-03-01T11:00:00Z\" entityID="),
                "validUntil: over",
                metadata(TestKeys.IDP).replace(TestMessages.ISSUER, "https://other.example"),
                "EntityDescriptor: expected one of '" + TestMessages.ISSUER + "', got 0");
        unusable.forEach((document, message) -> {
            publish(document);
            UpstreamUnavailableException failure =
                    assertThrows(UpstreamUnavailableException.class, () -> begin(open(Map.of())));
            assertTrue(
                    failure.getMessage(), String.valueOf(failure.getMessage()).endsWith(message));
        });
    }

    @Test
    public void takesAKeyForEverythingForOneThatSigns() {
        publish(metadata(TestKeys.IDP).replace(" use=\"signing\"", ""));
        complete(open(Map.of()), TestKeys.IDP);
    }

    @Test
    public void believesSignedMetadataOnlyWhereASignatureIsWanted() {
        Map<String, String> signedOnly = Map.of("metadataCAData", TestKeys.NEXT.certificatePem());
        assertThrows(UpstreamUnavailableException.class, () -> begin(open(signedOnly)));
        publish(TestSigning.sign(metadata(TestKeys.IDP), "_md", TestSigning.How.with(TestKeys.STRANGER)));
        assertThrows(UpstreamUnavailableException.class, () -> begin(open(signedOnly)));
        String signed = TestSigning.sign(metadata(TestKeys.IDP), "_md", TestSigning.How.with(TestKeys.NEXT));
        publish(signed.replace("https://idp.example/sso", "https://evil.example/sso"));
        assertThrows(UpstreamUnavailableException.class, () -> begin(open(signedOnly)));
        publish("<!-- fetched today -->" + signed);
        complete(open(signedOnly), TestKeys.IDP);
    }

    @Test
    public void findsOneProviderAmongMany() {
        String others = metadata(TestKeys.STRANGER)
                .replace(TestMessages.ISSUER, "https://other.example")
                .replace("_md", "_o");
        publish("<md:EntitiesDescriptor xmlns:md=\"urn:oasis:names:tc:SAML:2.0:metadata\">" + others
                + metadata(TestKeys.IDP) + "</md:EntitiesDescriptor>");
        complete(open(Map.of()), TestKeys.IDP);
    }

    @Test
    public void describesItselfInMetadata() {
        String document = open(Map.of()).metadata().text();
        assertTrue(document, document.contains("entityID=\"" + TestMessages.AUDIENCE + "\""));
        assertTrue(document, document.contains("Location=\"" + TestMessages.ADDRESS + "\""));
        assertTrue(document, document.contains(TestKeys.SERVICE.certificateBase64()));
        assertTrue(document, document.contains("AuthnRequestsSigned=\"true\""));
        assertTrue(document, document.contains("use=\"encryption\""));
    }

    private SamlConnector open(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Profile.settings(TestKeys.IDP));
        all.remove("caData");
        all.remove("ssoURL");
        all.put("metadataFile", file.toString());
        all.putAll(settings);
        return (SamlConnector) new SamlConnectorFactory(new FakeUsedOnce(), clock).open("under-test", Settings.of(all));
    }

    private static Departure begin(SamlConnector connector) {
        return connector.begin(new SignInRequest(TestMessages.ADDRESS, "state", SCOPES, Optional.empty()));
    }

    private Identity complete(SamlConnector connector, TestKeys signer) {
        return complete(connector, TestSigning.How.with(signer));
    }

    private Identity complete(SamlConnector connector, TestSigning.How how) {
        String xml = TestSigning.sign(
                TestMessages.response(TestMessages.draft(TestMessages.REQUEST, clock.instant())), "_r1", how);
        return connector.complete(new Arrival(
                "POST",
                Map.of(),
                Map.of("SAMLResponse", List.of(TestMessages.encoded(xml)), "RelayState", List.of("state")),
                Map.of(),
                "127.0.0.1",
                TestMessages.ADDRESS,
                "state",
                TestMessages.REQUEST,
                SCOPES));
    }

    private void publish(String document) {
        try {
            Files.writeString(file, document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String metadata(TestKeys keys) {
        return "<md:EntityDescriptor xmlns:md=\"urn:oasis:names:tc:SAML:2.0:metadata\" ID=\"_md\" entityID=\""
                + TestMessages.ISSUER + "\"><md:IDPSSODescriptor"
                + " protocolSupportEnumeration=\"urn:oasis:names:tc:SAML:2.0:protocol\">"
                + key(keys, "use=\"signing\"") + "<md:NameIDFormat/><md:SingleSignOnService"
                + " Binding=\"urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST\" Location=\"https://idp.example/sso/post\"/>"
                + "</md:IDPSSODescriptor></md:EntityDescriptor>";
    }

    private static String key(TestKeys keys, String use) {
        return "<md:KeyDescriptor " + use + "><ds:KeyInfo xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"><ds:X509Data>"
                + "<ds:X509Certificate>" + keys.certificateBase64()
                + "</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>";
    }
}
