package org.telemed.plugin.settings;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Condition of {@link ConditionalOnSetting}: whether the setting has a value. */
final class OnSettingCondition extends SpringBootCondition {

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        Map<String, Object> condition =
                Objects.requireNonNull(metadata.getAnnotationAttributes(ConditionalOnSetting.class.getName()));
        String name = String.valueOf(condition.get("value"));
        String value = readable(context.getEnvironment(), name);
        boolean holds =
                value == null ? Boolean.TRUE.equals(condition.get("matchIfMissing")) : !value.equalsIgnoreCase("false");
        return new ConditionOutcome(holds, name + (value == null ? " is not set" : " is set"));
    }

    /** Whether the setting has a readable value other than {@code false}. */
    static boolean isSet(Environment environment, String name) {
        String value = readable(environment, name);
        return value != null && !value.equalsIgnoreCase("false");
    }

    private static @Nullable String readable(Environment environment, String name) {
        try {
            return environment.getProperty(name);
        } catch (IllegalArgumentException unresolvedPlaceholder) {
            return null;
        }
    }
}
