package org.telemed.server.start;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.core.env.Environment;
import org.telemed.core.setting.InvalidSetting;
import org.telemed.core.setting.InvalidSettingsException;
import org.telemed.plugin.settings.SettingsCheck;

/** Start check for the settings that every server except the demo needs. */
public final class RequiredSettings implements StartCheck {

    @Override
    public Stream<Problem> problems(Environment settings) {
        return Stream.concat(SettingsCheck.invalid(settings).stream(), issuer(settings).stream())
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
