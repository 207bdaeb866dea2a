package io.narthex.web.internal.page;

import java.util.Map;

/** Says that the device goes on by itself. */
public record DeviceReadyPage() implements Page {

    @Override
    public String template() {
        return "device-ready";
    }

    @Override
    public Map<String, Object> variables(Texts texts, Icons icons) {
        return Map.of(
                "title", texts.get("deviceReady.title"),
                "lead", texts.get("deviceReady.lead"),
                "hint", texts.get("deviceReady.hint"));
    }
}
