package org.telemed.plugin.settings;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Conditional;

/**
 * Like Spring Boot's {@code ConditionalOnProperty}, but an unresolvable value, such as {@code ${SECRET}} without a
 * SECRET, counts as missing, so that no host fails to start because of it. The check of the settings reports it.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(ConditionalOnSetting.All.class)
@Conditional(OnSettingCondition.class)
public @interface ConditionalOnSetting {
    /** The property's name. It must be set to something that does not stand for false. */
    String value();

    /** Whether the condition holds without a value. */
    boolean matchIfMissing() default false;

    /** Each of them must hold. */
    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    @Conditional(OnSettingCondition.class)
    @interface All {
        ConditionalOnSetting[] value();
    }
}
