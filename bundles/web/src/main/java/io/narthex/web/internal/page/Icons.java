package io.narthex.web.internal.page;

import io.narthex.web.internal.asset.Assets;

/** Finds the icon of a connector. */
public final class Icons {

    private static final String FOLDER = "static/icons/";

    private final Assets assets;
    private final String basePath;

    Icons(Assets assets, String basePath) {
        this.assets = assets;
        this.basePath = basePath;
    }

    /** The address of the operator's icon for this connector, else of the icon for its type, else of the icon for any. */
    String href(String id, String type) {
        String name = FOLDER + "default.svg";
        if (assets.findOwn(FOLDER + id + ".svg").isPresent()) {
            name = FOLDER + id + ".svg";
        } else if (assets.find(FOLDER + type + ".svg").isPresent()) {
            name = FOLDER + type + ".svg";
        }
        return assets.href(basePath, name);
    }
}
