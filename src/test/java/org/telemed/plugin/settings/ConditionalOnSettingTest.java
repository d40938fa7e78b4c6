package org.telemed.plugin.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class ConditionalOnSettingTest {
    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withUserConfiguration(WhenOn.class, UnlessOff.class, Both.class);

    @Configuration
    @ConditionalOnSetting("guests")
    static class WhenOn {}

    @Configuration
    @ConditionalOnSetting(value = "console", matchIfMissing = true)
    static class UnlessOff {}

    @Configuration
    @ConditionalOnSetting("guests")
    @ConditionalOnSetting(value = "console", matchIfMissing = true)
    static class Both {}

    @Test
    void what_is_not_set_is_as_the_condition_says() {
        runner.run(context -> assertThat(context)
                .hasSingleBean(UnlessOff.class)
                .doesNotHaveBean(WhenOn.class)
                .doesNotHaveBean(Both.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "yes", "on", "1", "+15005550006"})
    void what_is_set_is_on(String value) {
        runner.withPropertyValues("guests=" + value)
                .run(context -> assertThat(context).hasSingleBean(WhenOn.class).hasSingleBean(Both.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "FALSE", "no", "off", "0", " off "})
    void what_binds_as_false_is_off(String value) {
        runner.withPropertyValues("guests=" + value, "console=" + value)
                .run(context ->
                        assertThat(context).doesNotHaveBean(WhenOn.class).doesNotHaveBean(UnlessOff.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"guests=true,console=false", "guests=false,console=true", "guests=false,console=false"})
    void of_several_each_must_hold(String settings) {
        runner.withPropertyValues(settings.split(","))
                .run(context -> assertThat(context).doesNotHaveBean(Both.class));
    }

    @Test
    void a_placeholder_that_nothing_fills_counts_as_missing() {
        runner.withPropertyValues("guests=${NOT_SET}", "console=${NOT_SET}")
                .run(context ->
                        assertThat(context).doesNotHaveBean(WhenOn.class).hasSingleBean(UnlessOff.class));
    }
}
