package io.narthex.settings.internal;

import static org.junit.Assert.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.Test;

public class FlatTest {

    @Test
    public void numbersTheElementsOfLists() {
        assertEquals(
                Map.of("uris.0", "a", "uris.1", "b", "ports.0", "1", "on", "true", "more.0", "c"),
                Flat.texts(Map.of(
                        "uris", new String[] {"a", "b"}, "ports", new int[] {1}, "on", true, "more", List.of("c"))));
    }

    @Test
    public void leavesOutWhatTheFrameworkAdds() {
        assertEquals(
                Map.of("id", "x"),
                Flat.texts(Map.of(
                        "service.pid", "p",
                        "service.factoryPid", "p",
                        "felix.fileinstall.filename", "f",
                        "component.name", "c",
                        "org.apache.karaf.features.configKey", "k",
                        "id", "x")));
    }
}
