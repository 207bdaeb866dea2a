package io.narthex.web.internal.document;

import io.narthex.keys.KeySet;
import io.narthex.provider.ProviderSettings;
import io.narthex.web.internal.site.Backends;
import io.narthex.web.internal.site.Site;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.servlet.http.HttpServlet;

/** Makes the servlets of this package. */
public final class Documents {

    private Documents() {}

    /** Where RFC 8414, section 3.1, wants it: below the root of the host, and the issuer's path after it. */
    public static final String AUTHORIZATION_SERVER = "/.well-known/oauth-authorization-server";

    /** What the provider is able to do; OpenID Connect Discovery 1.0 and RFC 8414. */
    public static HttpServlet discovery(Site site) {
        return new DocumentServlet(new Prepared(site));
    }

    /** The keys to check tokens with; RFC 7517, section 5. */
    public static HttpServlet keys(Backends backends) {
        return new DocumentServlet(() -> {
            KeySet keys = backends.signer().keySet();
            return new Document(
                    keys.document(),
                    keys.etag(),
                    "public, max-age=" + keys.cacheFor().toSeconds() + ", must-revalidate");
        });
    }

    /** Whether sign-ins can work. */
    public static HttpServlet health(Backends backends) {
        return new HealthServlet(backends);
    }

    /** The discovery document, made once for each change of the settings. */
    private static final class Prepared implements Supplier<Document> {

        private final Site site;
        private final AtomicReference<Made> last;

        private record Made(ProviderSettings settings, Document document) {}

        Prepared(Site site) {
            this.site = site;
            this.last = new AtomicReference<>();
        }

        @Override
        public Document get() {
            ProviderSettings settings = site.provider();
            Made made = last.get();
            if (made == null || !made.settings().equals(settings)) {
                made = new Made(settings, Discovery.document(settings));
                last.set(made);
            }
            return made.document();
        }
    }
}
