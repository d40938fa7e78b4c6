package org.telemed.plugin.settings;

import java.util.List;

/** Required settings are missing; the message lists them. */
public final class MissingSettingsException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    MissingSettingsException(List<String> settings) {
        super(String.join("; ", settings));
    }
}
