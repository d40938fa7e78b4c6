package org.telemed.plugin.settings;

import java.util.stream.Stream;
import org.telemed.core.setting.InvalidSetting;
import org.telemed.core.setting.SettingChecks;
import org.telemed.hapi.audit.FileAuditSpill;

/** Checks the settings of what is recorded; makes the directory for entries that cannot be stored. */
final class AuditSettingsCheck {
    private static final int LARGEST_QUEUE = 100_000;

    private AuditSettingsCheck() {}

    static Stream<InvalidSetting> invalid(TelemedProperties.Audit audit) {
        return new SettingChecks()
                        .require(
                                audit.queueSize() > 0 && audit.queueSize() <= LARGEST_QUEUE,
                                "telemed.audit.queue-size",
                                "must be 1 to " + LARGEST_QUEUE,
                                "10000")
                        .require(
                                audit.spillSize().toBytes() > 0,
                                "telemed.audit.spill-size",
                                "must be more than nothing",
                                "64MB")
                        .require(
                                !isRecording(audit) || isUsable(audit.spillDirectory()),
                                "telemed.audit.spill-directory",
                                "must be a directory that this server can make and write, or be empty for nowhere",
                                "/var/lib/telemed/audit")
                        .invalid()
                        .stream();
    }

    private static boolean isRecording(TelemedProperties.Audit audit) {
        return audit.enabled() || audit.balp();
    }

    private static boolean isUsable(String directory) {
        return directory.isBlank() || (!BoundSettings.isUnresolved(directory) && FileAuditSpill.isUsable(directory));
    }
}
