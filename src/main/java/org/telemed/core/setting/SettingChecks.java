package org.telemed.core.setting;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Collects what is wrong with the settings that a constructor is given, and refuses them together. */
public final class SettingChecks {
    private final List<InvalidSetting> invalid = new ArrayList<>();

    /** Adds a setting for which no example can be given, unless this holds. */
    public SettingChecks require(boolean holds, String name, String rule) {
        return require(holds, name, rule, "");
    }

    /**
     * Adds a setting, unless this holds.
     *
     * @param rule such as "must be at most 24 hours"
     * @param example a value that would do
     */
    public SettingChecks require(boolean holds, String name, String rule, String example) {
        if (!holds) {
            invalid.add(new InvalidSetting(name, rule, example));
        }
        return this;
    }

    /** Adds what has been found elsewhere. */
    public SettingChecks add(List<InvalidSetting> found) {
        invalid.addAll(found);
        return this;
    }

    /** Adds what a part refuses. */
    public SettingChecks collect(Runnable part) {
        try {
            part.run();
        } catch (InvalidSettingsException refusal) {
            invalid.addAll(refusal.settings());
        }
        return this;
    }

    /**
     * Refuses what has been collected.
     *
     * @throws InvalidSettingsException if that is anything
     */
    public void refuseInvalid() {
        if (!invalid.isEmpty()) {
            throw new InvalidSettingsException(invalid());
        }
    }

    /** What has been collected; the first of a name counts. */
    public List<InvalidSetting> invalid() {
        Set<String> names = new HashSet<>();
        return invalid.stream().filter(setting -> names.add(setting.name())).toList();
    }
}
