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
 * Everything that is registered with the whiteboards, in one servlet context, so that one filter stands before it all. It
 * moves by being taken back and registered anew: Pax Web loses servlets when the path of their context changes.
 */
final class Registrations {

    /** The name of the servlet context and of the application. */
    static final String NAME = "narthex";

    private static final String SELECT = "(" + HTTP_WHITEBOARD_CONTEXT_NAME + "=" + NAME + ")";

    private final BundleContext bundle;
    private final List<ServiceRegistration<?>> others = new ArrayList<>();
    private final ServiceRegistration<ServletContextHelper> context;
    private final String basePath;

    /** Registers all parts under a path, which is empty or begins with a slash. */
    Registrations(BundleContext bundle, Parts parts, String basePath) {
        this.bundle = bundle;
        this.basePath = basePath;
        this.context = bundle.registerService(
                ServletContextHelper.class,
                new ServletContextHelper(bundle.getBundle()) {},
                contextProperties(basePath));
        others.add(bundle.registerService(Filter.class, parts.gate(), filterProperties()));
        servlet("discovery", Documents.discovery(parts.desk().site()), "/.well-known/openid-configuration");
        servlet("keys", Documents.keys(parts.desk().backends()), "/keys");
        servlet("healthz", Documents.health(parts.desk().backends()), "/healthz");
        servlet("static", new AssetServlet(parts.assets(), "static"), "/static/*");
        servlet("theme", new AssetServlet(parts.assets(), "theme"), "/theme/*");
        others.add(bundle.registerService(
                Application.class,
                new Endpoints(parts.desk()),
                properties(Map.of(
                        JaxrsWhiteboardConstants.JAX_RS_NAME,
                        NAME,
                        JaxrsWhiteboardConstants.JAX_RS_APPLICATION_BASE,
                        "/",
                        HTTP_WHITEBOARD_CONTEXT_SELECT,
                        SELECT))));
    }

    /** Where everything is. */
    String basePath() {
        return basePath;
    }

    /** Takes everything back, the context last. */
    void close() {
        Collections.reverse(others);
        others.forEach(ServiceRegistration::unregister);
        context.unregister();
    }

    private void servlet(String name, Servlet servlet, String pattern) {
        others.add(bundle.registerService(
                Servlet.class,
                servlet,
                properties(Map.of(
                        // Always with a name: two without one would be taken for the same.
                        HTTP_WHITEBOARD_SERVLET_NAME, NAME + "-" + name,
                        HTTP_WHITEBOARD_SERVLET_PATTERN, pattern,
                        HTTP_WHITEBOARD_CONTEXT_SELECT, SELECT))));
    }

    private static Dictionary<String, Object> contextProperties(String basePath) {
        return properties(Map.of(
                HTTP_WHITEBOARD_CONTEXT_NAME, NAME, HTTP_WHITEBOARD_CONTEXT_PATH, basePath.isEmpty() ? "/" : basePath));
    }

    private static Dictionary<String, Object> filterProperties() {
        return properties(Map.of(
                HTTP_WHITEBOARD_FILTER_NAME,
                NAME + "-gate",
                HTTP_WHITEBOARD_FILTER_PATTERN,
                "/*",
                HTTP_WHITEBOARD_FILTER_ASYNC_SUPPORTED,
                true,
                HTTP_WHITEBOARD_CONTEXT_SELECT,
                SELECT));
    }

    private static Dictionary<String, Object> properties(Map<String, Object> values) {
        return FrameworkUtil.asDictionary(values);
    }
}
