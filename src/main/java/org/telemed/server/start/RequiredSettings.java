package org.telemed.server.start;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.core.env.Environment;
import org.telemed.core.setting.InvalidSetting;
import org.telemed.core.setting.InvalidSettingsException;

/** Start check for the settings that every server except the demo needs. */
public final class RequiredSettings implements StartCheck {
    private final Function<Environment, Stream<InvalidSetting>> pluginCheck;

    /** @param pluginCheck finds the plugin's settings that are missing or wrong */
    public RequiredSettings(Function<Environment, Stream<InvalidSetting>> pluginCheck) {
        this.pluginCheck = pluginCheck;
    }

    @Override
    public Stream<Problem> problems(Environment settings) {
        return Stream.concat(pluginCheck.apply(settings), issuer(settings).stream())
                .map(RequiredSettings::problem);
    }

    private static List<InvalidSetting> issuer(Environment settings) {
        try {
            IssuerSettings.trustedIssuer(settings);
            return List.of();
        } catch (InvalidSettingsException wrong) {
            return wrong.settings();
        }
    }

    private static Problem problem(InvalidSetting invalid) {
        String example = invalid.example().isEmpty() ? "..." : invalid.example();
        return new Problem(invalid.name(), invalid.sentence(), invalid.name() + "=" + example);
    }
}
