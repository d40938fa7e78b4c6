package org.telemed.plugin;

import org.springframework.boot.context.properties.bind.BindException;

/** Says in one sentence what is wrong with the settings. */
final class Problems {
    private Problems() {}

    static String sentence(RuntimeException wrong) {
        if (wrong instanceof BindException unreadable) {
            return unreadable.getName() + " (its value cannot be read as the kind of value it should be)";
        }
        return wrong instanceof IllegalArgumentException ? String.valueOf(wrong.getMessage()) : wrong.toString();
    }
}
