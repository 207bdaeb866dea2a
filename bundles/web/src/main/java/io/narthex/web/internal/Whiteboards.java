package io.narthex.web.internal;

import java.util.Arrays;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.jaxrs.runtime.JaxrsServiceRuntime;

/** Asks the whiteboards whether they serve what we have registered. */
final class Whiteboards {

    private final BundleContext bundle;

    Whiteboards(BundleContext bundle) {
        this.bundle = bundle;
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
