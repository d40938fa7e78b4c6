package org.telemed.twilio.message;

import java.util.regex.Pattern;
import org.telemed.core.setting.SettingChecks;

/**
 * Who sends text messages: a phone number of the account, a messaging service, or a sender name.
 *
 * @param value +14155550100, MG and 32 hex digits, or up to 11 letters and digits
 */
public record MessageOrigin(String value) {
    private static final Pattern SERVICE = Pattern.compile("MG[0-9a-fA-F]{32}");
    private static final Pattern NUMBER = Pattern.compile("\\+[1-9][0-9]{6,14}");
    private static final Pattern NAME = Pattern.compile("(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11}");

    /** @throws org.telemed.core.setting.InvalidSettingsException for what Twilio would refuse */
    public MessageOrigin {
        new SettingChecks()
                .require(
                        SERVICE.matcher(value).matches()
                                || NUMBER.matcher(value).matches()
                                || NAME.matcher(value).matches(),
                        "from",
                        "must be a phone number of the account such as +14155550100, the SID of a messaging service (MG and"
                                + " 32 hex digits), or a sender name of at most 11 letters and digits",
                        "+14155550100")
                .refuseInvalid();
    }

    /** Whether it is the SID of a messaging service, which chooses the number itself. */
    boolean isService() {
        return SERVICE.matcher(value).matches();
    }
}
