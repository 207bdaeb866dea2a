package io.narthex.web.internal;

import static org.osgi.service.http.whiteboard.HttpWhiteboardConstants.HTTP_WHITEBOARD_CONTEXT_NAME;
import static org.osgi.service.http.whiteboard.HttpWhiteboardConstants.HTTP_WHITEBOARD_CONTEXT_PATH;
import static org.osgi.service.http.whiteboard.HttpWhiteboardConstants.HTTP_WHITEBOARD_CONTEXT_SELECT;
import static org.osgi.service.http.whiteboard.HttpWhiteboardConstants.HTTP_WHITEBOARD_FILTER_ASYNC_SUPPORTED;
import static org.osgi.service.http.whiteboard.HttpWhiteboardConstants.HTTP_WHITEBOARD_FILTER_NAME;
import static org.osgi.service.http.whiteboard.HttpWhiteboardConstants.HTTP_WHITEBOARD_FILTER_PATTERN;
import static org.osgi.service.http.whiteboard.HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_NAME;
import static org.osgi.service.http.whiteboard.HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_PATTERN;

import io.narthex.web.internal.asset.AssetServlet;
import io.narthex.web.internal.document.Documents;
import io.narthex.web.internal.endpoint.Endpoints;
import io.narthex.web.internal.site.Site;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import javax.servlet.Filter;
import javax.servlet.Servlet;
import javax.ws.rs.core.Application;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.http.context.ServletContextHelper;
import org.osgi.service.jaxrs.whiteboard.JaxrsWhiteboardConstants;

/**
 * Everything that is registered with the whiteboards, in one servlet context, so that one filter stands before it all. Where
 * the issuer has a path, a second context at the root of the host has the one document whose address begins there. It all
 * moves by being taken back and registered anew: Pax Web loses servlets when the path of their context changes.
 */
final class Registrations {

    /** The name of the servlet context and of the application. */
    static final String NAME = "narthex";

    /** The name of the servlet context at the root of the host. */
    private static final String ROOT = "narthex-root";

    private final BundleContext bundle;
    private final List<ServiceRegistration<?>> others = new ArrayList<>();
    private final String basePath;

    /** Registers all parts under a path, which is empty or begins with a slash. */
    Registrations(BundleContext bundle, Parts parts, String basePath) {
        this.bundle = bundle;
        this.basePath = basePath;
        Site site = parts.desk().site();
        context(NAME, basePath);
        filter(NAME, parts.gate(), "/*");
        servlet(NAME, "discovery", Documents.discovery(site), "/.well-known/openid-configuration");
        servlet(NAME, "metadata", Documents.discovery(site), Documents.AUTHORIZATION_SERVER);
        servlet(NAME, "keys", Documents.keys(parts.desk().backends()), "/keys");
        servlet(NAME, "healthz", Documents.health(parts.desk().backends()), "/healthz");
        servlet(NAME, "static", new AssetServlet(parts.assets(), "static"), "/static/*");
        servlet(NAME, "theme", new AssetServlet(parts.assets(), "theme"), "/theme/*");
        if (!basePath.isEmpty()) {
            String address = Documents.AUTHORIZATION_SERVER + basePath;
            context(ROOT, "");
            filter(ROOT, parts.rootGate(), address);
            servlet(ROOT, "metadata", Documents.discovery(site), address);
        }
        others.add(bundle.registerService(
                Application.class,
                new Endpoints(parts.desk()),
                properties(Map.of(
                        JaxrsWhiteboardConstants.JAX_RS_NAME,
                        NAME,
                        JaxrsWhiteboardConstants.JAX_RS_APPLICATION_BASE,
                        "/",
                        HTTP_WHITEBOARD_CONTEXT_SELECT,
                        select(NAME)))));
    }

    /** Where everything is. */
    String basePath() {
        return basePath;
    }

    /** Takes everything back, the contexts after what is in them. */
    void close() {
        Collections.reverse(others);
        others.forEach(ServiceRegistration::unregister);
    }

    private void servlet(String context, String name, Servlet servlet, String pattern) {
        others.add(bundle.registerService(
                Servlet.class,
                servlet,
                properties(Map.of(
                        // Always with a name: two without one would be taken for the same.
                        HTTP_WHITEBOARD_SERVLET_NAME,
                        context + "-" + name,
                        HTTP_WHITEBOARD_SERVLET_PATTERN,
                        pattern,
                        HTTP_WHITEBOARD_CONTEXT_SELECT,
                        select(context)))));
    }

    private void context(String name, String path) {
        others.add(bundle.registerService(
                ServletContextHelper.class,
                new ServletContextHelper(bundle.getBundle()) {},
                properties(Map.of(
                        HTTP_WHITEBOARD_CONTEXT_NAME,
                        name,
                        HTTP_WHITEBOARD_CONTEXT_PATH,
                        path.isEmpty() ? "/" : path))));
    }

    private void filter(String context, Filter filter, String pattern) {
        others.add(bundle.registerService(
                Filter.class,
                filter,
                properties(Map.of(
                        HTTP_WHITEBOARD_FILTER_NAME,
                        context + "-gate",
                        HTTP_WHITEBOARD_FILTER_PATTERN,
                        pattern,
                        HTTP_WHITEBOARD_FILTER_ASYNC_SUPPORTED,
                        true,
                        HTTP_WHITEBOARD_CONTEXT_SELECT,
                        select(context)))));
    }

    private static String select(String context) {
        return "(" + HTTP_WHITEBOARD_CONTEXT_NAME + "=" + context + ")";
    }

    private static Dictionary<String, Object> properties(Map<String, Object> values) {
        return FrameworkUtil.asDictionary(values);
    }
}
