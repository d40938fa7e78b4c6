package org.telemed.plugin.settings;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.annotation.AnnotationAttributes;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Condition of {@link ConditionalOnSetting}: whether the setting has a value. */
final class OnSettingCondition extends SpringBootCondition {
    /** What Spring binds as false, too. */
    private static final Set<String> OFF = Set.of("false", "no", "off", "0");

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        List<String> missed = metadata
                .getMergedRepeatableAnnotationAttributes(
                        ConditionalOnSetting.class, ConditionalOnSetting.All.class, false)
                .stream()
                .filter(condition -> !holds(condition, context.getEnvironment()))
                .map(condition -> condition.getString(MergedAnnotation.VALUE))
                .toList();
        return missed.isEmpty()
                ? ConditionOutcome.match()
                : ConditionOutcome.noMatch(String.join(", ", missed) + " is not set, or off");
    }

    private static boolean holds(AnnotationAttributes condition, Environment environment) {
        String value = readable(environment, condition.getString(MergedAnnotation.VALUE));
        return value == null ? condition.getBoolean("matchIfMissing") : !isOff(value);
    }

    /** Whether the setting has a readable value that does not stand for false. */
    static boolean isSet(Environment environment, String name) {
        String value = readable(environment, name);
        return value != null && !isOff(value);
    }

    private static boolean isOff(String value) {
        return OFF.contains(value.strip().toLowerCase(Locale.ROOT));
    }

    private static @Nullable String readable(Environment environment, String name) {
        try {
            return environment.getProperty(name);
        } catch (IllegalArgumentException unresolvedPlaceholder) {
            return null;
        }
    }
}
