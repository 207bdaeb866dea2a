package io.narthex.itests.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.apache.karaf.features.FeaturesService;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleListener;
import org.osgi.framework.Constants;

/** Which features there are, that each can be installed without a network, and that it disturbs nothing. */
public class FeaturesTest extends ContainerTest {
    @Inject
    private BundleContext context;

    @Inject
    private FeaturesService features;

    @Test
    public void everyBundleOfTheBootFeaturesIsActive() {
        List<String> idle = bundles()
                .filter(bundle -> bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null)
                .filter(bundle -> !bundle.getSymbolicName().startsWith("org.ops4j.pax.web.pax-web-compatibility"))
                .filter(bundle -> bundle.getState() != Bundle.ACTIVE)
                .map(Bundle::getSymbolicName)
                .toList();
        assertEquals(List.of(), idle);
    }

    @Test
    public void thePlainDistributionHasNoPretendedUpstream() throws Exception {
        assertFalse(features.isInstalled(features.getFeature("narthex-connector-mock")));
    }

    @Test
    public void everyFeatureOfOursIsInstalledAndRemovedWithoutTouchingAnotherBundle() throws Exception {
        Set<Long> there = bundles().map(Bundle::getBundleId).collect(Collectors.toSet());
        List<String> disturbances = new CopyOnWriteArrayList<>();
        BundleListener witness = event -> {
            if (there.contains(event.getBundle().getBundleId())) {
                disturbances.add(event.getBundle().getSymbolicName() + ": event " + event.getType());
            }
        };
        context.addBundleListener(witness);
        for (String name : List.of("narthex-connector-mock", "narthex-storage-memory", "narthex-example-app")) {
            Map<String, Long> before = lastChanges();
            features.installFeature(name, EnumSet.of(FeaturesService.Option.NoAutoRefreshBundles));
            assertTrue(name, features.isInstalled(features.getFeature(name)));
            features.uninstallFeature(name, EnumSet.of(FeaturesService.Option.NoAutoRefreshBundles));
            assertEquals(name, before, lastChanges());
        }
        context.removeBundleListener(witness);
        assertEquals(List.of(), disturbances);
    }

    private Map<String, Long> lastChanges() {
        Map<String, Long> changes = new TreeMap<>();
        bundles().forEach(bundle -> changes.put(bundle.getSymbolicName(), bundle.getLastModified()));
        return changes;
    }

    private Stream<Bundle> bundles() {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> !bundle.getSymbolicName().startsWith("PAXEXAM"));
    }
}
