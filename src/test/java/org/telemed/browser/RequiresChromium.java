package org.telemed.browser;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips tests on a machine without Chromium, its chromedriver or the built console, and says so; fails there where {@code CI} is set. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RequiresChromium.Condition.class)
@interface RequiresChromium {

    /** Looks for the programs on the path. */
    final class Condition implements ExecutionCondition {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            String missing = missing();
            if (missing == null) {
                return ConditionEvaluationResult.enabled("Chromium is here");
            }
            String what = "The tests in a browser are skipped: " + missing + " is missing"
                    + " (Debian and Ubuntu: apt-get install chromium chromium-driver; and Node 20 builds the console)";
            if (System.getenv("CI") != null) {
                throw new IllegalStateException(what);
            }
            System.err.println(what);
            return ConditionEvaluationResult.disabled(what);
        }

        private static String missing() {
            if (Chromium.browser().isEmpty()) {
                return "Chromium";
            }
            if (Chromium.driver().isEmpty()) {
                return "chromedriver";
            }
            return Condition.class.getResource("/static/console/index.html") == null ? "the built console" : null;
        }
    }
}
