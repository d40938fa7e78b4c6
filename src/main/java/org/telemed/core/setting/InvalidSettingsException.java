package org.telemed.core.setting;

import java.util.List;
import java.util.stream.Collectors;

/** Refuses settings, all that are wrong at once; the message says what each must be. */
public final class InvalidSettingsException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final transient List<InvalidSetting> settings;

    public InvalidSettingsException(List<InvalidSetting> settings) {
        super(sentences(settings));
        this.settings = List.copyOf(settings);
    }

    /** What each of them must be. */
    public static String sentences(List<InvalidSetting> settings) {
        return settings.stream().map(InvalidSetting::sentence).collect(Collectors.joining(" "));
    }

    public List<InvalidSetting> settings() {
        return settings;
    }
}
