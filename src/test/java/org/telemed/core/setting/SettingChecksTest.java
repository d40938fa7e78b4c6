package org.telemed.core.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;

class SettingChecksTest {
    private static final InvalidSetting TOO_LONG = new InvalidSetting("lifetime", "must be at most 24 hours", "1h");
    private static final InvalidSetting MISSING = new InvalidSetting("secret", "must be set", "");

    @Test
    void what_holds_is_not_refused() {
        SettingChecks checks = new SettingChecks()
                .require(true, "lifetime", "must be at most 24 hours", "1h")
                .collect(() -> {});
        assertThat(checks.invalid()).isEmpty();
        assertThatCode(checks::refuseInvalid).doesNotThrowAnyException();
    }

    @Test
    void all_that_is_wrong_is_refused_at_once() {
        SettingChecks checks = new SettingChecks()
                .require(false, "lifetime", "must be at most 24 hours", "1h")
                .require(true, "prefix", "must be short")
                .require(false, "secret", "must be set");
        assertThat(checks.invalid()).containsExactly(TOO_LONG, MISSING);
        InvalidSettingsException refused = catchThrowableOfType(InvalidSettingsException.class, checks::refuseInvalid);
        assertThat(refused.settings()).containsExactly(TOO_LONG, MISSING);
        assertThat(refused).hasMessage("lifetime must be at most 24 hours, like 1h. secret must be set.");
    }

    @Test
    void what_a_part_refuses_is_refused_with_the_rest() {
        SettingChecks checks = new SettingChecks()
                .require(false, "lifetime", "must be at most 24 hours", "1h")
                .collect(() -> {
                    throw new InvalidSettingsException(List.of(MISSING));
                });
        assertThat(checks.invalid()).containsExactly(TOO_LONG, MISSING);
    }

    @Test
    void of_one_name_the_first_counts() {
        SettingChecks checks = new SettingChecks()
                .add(List.of(TOO_LONG, MISSING))
                .require(false, "lifetime", "must be more than nothing", "1h");
        assertThat(checks.invalid()).containsExactly(TOO_LONG, MISSING);
        InvalidSettingsException refused = catchThrowableOfType(InvalidSettingsException.class, checks::refuseInvalid);
        assertThat(refused.settings()).containsExactly(TOO_LONG, MISSING);
    }

    @Test
    void who_knows_a_setting_by_another_name_says_that() {
        assertThat(TOO_LONG.named("telemed.token.lifetime").sentence())
                .isEqualTo("telemed.token.lifetime must be at most 24 hours, like 1h.");
    }
}
