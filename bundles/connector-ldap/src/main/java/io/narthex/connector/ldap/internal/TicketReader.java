package io.narthex.connector.ldap.internal;

import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.util.Map;
import java.util.Optional;
import javax.security.auth.Subject;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import org.ietf.jgss.GSSContext;
import org.ietf.jgss.GSSCredential;
import org.ietf.jgss.GSSException;
import org.ietf.jgss.GSSManager;
import org.ietf.jgss.Oid;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads tickets with the keys of a keytab. Asks no server: whoever knows the key has made the ticket. RFC 4559, RFC 4121. */
final class TicketReader {

    private static final Logger log = LoggerFactory.getLogger(TicketReader.class);

    private static final String MODULE = "com.sun.security.auth.module.Krb5LoginModule";
    private static final String SPNEGO = "1.3.6.1.5.5.2";
    private static final String KERBEROS = "1.2.840.113554.1.2.2";

    private final KerberosSettings settings;
    private final Configuration service;

    TicketReader(KerberosSettings settings) {
        this.settings = settings;
        Map<String, String> options = Map.of(
                "useKeyTab", "true",
                "keyTab", settings.keytab().toString(),
                "principal", settings.principal().orElse("*"),
                "storeKey", "true",
                "doNotPrompt", "true",
                "isInitiator", "false");
        AppConfigurationEntry entry =
                new AppConfigurationEntry(MODULE, AppConfigurationEntry.LoginModuleControlFlag.REQUIRED, options);
        this.service = new Configuration() {
            @Override
            public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
                return new AppConfigurationEntry[] {entry};
            }
        };
    }

    /** The principal whose ticket this is; empty if it does not hold. */
    Optional<String> principal(byte[] token) {
        try {
            return Subject.doAs(subject(), (PrivilegedExceptionAction<Optional<String>>) () -> accept(token));
        } catch (LoginException e) {
            log.warn("kerberos: cannot use the keytab '{}': {}", settings.keytab(), LogText.of(e.getMessage()));
        } catch (PrivilegedActionException e) {
            log.info("kerberos: ticket refused: {}", LogText.of(String.valueOf(e.getCause())));
        }
        return Optional.empty();
    }

    /** Reads the keytab anew each time: it may have been exchanged. */
    private Subject subject() throws LoginException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // Java looks for its login module in the thread's class loader, and a bundle's has none
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
        try {
            LoginContext login = new LoginContext("narthex", new Subject(), null, service);
            login.login();
            return login.getSubject();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static Optional<String> accept(byte[] token) throws GSSException {
        GSSManager manager = GSSManager.getInstance();
        Oid[] mechanisms = {new Oid(SPNEGO), new Oid(KERBEROS)};
        GSSCredential credential = manager.createCredential(
                null, GSSCredential.INDEFINITE_LIFETIME, mechanisms, GSSCredential.ACCEPT_ONLY);
        GSSContext context = manager.createContext(credential);
        try {
            context.acceptSecContext(token, 0, token.length);
            if (!context.isEstablished()) {
                // NTLM was offered first, or nothing was said yet. Another round would need to find its way to this
                // very context.
                log.info("kerberos: ticket refused: expected one in the first message of the negotiation");
                return Optional.empty();
            }
            if (context.getSrcName() == null || context.getSrcName().isAnonymous()) {
                return Optional.empty();
            }
            return Optional.of(context.getSrcName().toString());
        } finally {
            context.dispose();
            credential.dispose();
        }
    }
}
