package org.telemed.plugin;

import java.util.List;

/** Required settings are missing; the message lists them. */
final class MissingSettingsException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    MissingSettingsException(List<String> settings) {
        super(String.join("; ", settings));
    }
}
