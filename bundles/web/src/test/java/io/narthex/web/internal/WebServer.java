package io.narthex.web.internal;

import io.narthex.provider.ProviderSettings;
import io.narthex.settings.Settings;
import io.narthex.web.internal.asset.AssetServlet;
import io.narthex.web.internal.document.Documents;
import io.narthex.web.internal.endpoint.Endpoints;
import io.narthex.web.internal.site.Site;
import io.narthex.web.internal.site.WebSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.servlet.DispatcherType;
import org.apache.cxf.jaxrs.servlet.CXFNonSpringJaxrsServlet;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.eclipse.jetty.servlet.FilterHolder;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;
import org.junit.rules.ExternalResource;

/** The whole web on a real HTTP server, registered as in the framework, over fake services. */
public final class WebServer extends ExternalResource {

    public final FakeBackends backends = new FakeBackends();
    public volatile Map<String, String> webSettings = Map.of();
    public volatile Map<String, String> providerSettings = Map.of();
    public volatile boolean loopbackOnly;

    private final String basePath;
    private final Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    private final Site site = new Site(
            () -> Optional.of(settings()), () -> WebSettings.from(Settings.of(webSettings), Path.of("target")));

    public WebServer(String basePath) {
        this.basePath = basePath;
    }

    @Override
    protected void before() throws Exception {
        Parts parts = Parts.of(site, backends, Clock.systemUTC(), loopbackOnly);
        ServletContextHandler context = new ServletContextHandler();
        context.setContextPath(basePath.isEmpty() ? "/" : basePath);
        context.addFilter(new FilterHolder(parts.gate()), "/*", EnumSet.of(DispatcherType.REQUEST));
        context.addServlet(new ServletHolder(Documents.discovery(site)), "/.well-known/openid-configuration");
        context.addServlet(new ServletHolder(Documents.discovery(site)), Documents.AUTHORIZATION_SERVER);
        context.addServlet(new ServletHolder(Documents.keys(backends)), "/keys");
        context.addServlet(new ServletHolder(Documents.health(backends)), "/healthz");
        context.addServlet(new ServletHolder(new AssetServlet(parts.assets(), "static")), "/static/*");
        context.addServlet(new ServletHolder(new CXFNonSpringJaxrsServlet(new Endpoints(parts.desk()))), "/*");
        server.setHandler(new ContextHandlerCollection(context, root(parts)));
        ((ServerConnector) server.getConnectors()[0])
                .getConnectionFactory(HttpConnectionFactory.class)
                .getHttpConfiguration()
                .setRequestHeaderSize(16_384);
        server.start();
    }

    /** What is at the root of the host where the issuer has a path. */
    private ServletContextHandler root(Parts parts) {
        ServletContextHandler root = new ServletContextHandler();
        root.setContextPath("/");
        if (!basePath.isEmpty()) {
            String address = Documents.AUTHORIZATION_SERVER + basePath;
            root.addFilter(new FilterHolder(parts.rootGate()), address, EnumSet.of(DispatcherType.REQUEST));
            root.addServlet(new ServletHolder(Documents.discovery(site)), address);
        }
        return root;
    }

    @Override
    protected void after() {
        try {
            server.stop();
        } catch (Exception e) { // Jetty declares no narrower one
            throw new IllegalStateException(e);
        }
    }

    int port() {
        return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    }

    String address(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    Site site() {
        return site;
    }

    Browser browser() {
        return new Browser(this);
    }

    private ProviderSettings settings() {
        Map<String, String> values = new HashMap<>(providerSettings);
        values.putIfAbsent("issuer", "http://127.0.0.1:" + (server.isStarted() ? port() : 1) + basePath);
        return ProviderSettings.from(Settings.of(values));
    }
}
