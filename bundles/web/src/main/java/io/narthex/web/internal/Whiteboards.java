package io.narthex.web.internal;

import java.util.Arrays;
import java.util.Collection;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.jaxrs.runtime.JaxrsServiceRuntime;
import org.osgi.service.jaxrs.runtime.JaxrsServiceRuntimeConstants;

/** Asks the whiteboards whether they serve what we have registered. */
final class Whiteboards {

    private final BundleContext bundle;

    Whiteboards(BundleContext bundle) {
        this.bundle = bundle;
    }

    /**
     * Whether they can take up what is registered. The JAX-RS whiteboard is not safe while it starts, on a thread of the
     * HTTP server: an application that is registered meanwhile may be lost. It names its endpoints when it is done.
     */
    boolean areUp() {
        ServiceReference<JaxrsServiceRuntime> reference = bundle.getServiceReference(JaxrsServiceRuntime.class);
        Object endpoints =
                reference == null ? null : reference.getProperty(JaxrsServiceRuntimeConstants.JAX_RS_SERVICE_ENDPOINT);
        return endpoints instanceof Object[] array
                ? array.length > 0
                : endpoints instanceof Collection<?> collection ? !collection.isEmpty() : endpoints != null;
    }

    boolean haveAll() {
        ServiceReference<JaxrsServiceRuntime> reference = bundle.getServiceReference(JaxrsServiceRuntime.class);
        JaxrsServiceRuntime runtime = reference == null ? null : bundle.getService(reference);
        if (runtime == null) {
            return false;
        }
        try {
            return Arrays.stream(runtime.getRuntimeDTO().applicationDTOs)
                    .anyMatch(application -> Registrations.NAME.equals(application.name));
        } finally {
            bundle.ungetService(reference);
        }
    }
}
