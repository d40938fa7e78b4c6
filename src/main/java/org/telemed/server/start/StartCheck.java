package org.telemed.server.start;

import java.util.stream.Stream;
import org.springframework.core.env.Environment;
import org.telemed.core.setting.InvalidSetting;

/**
 * Checks the settings before anything is started.
 *
 * <p>Every bean of this type is asked, and all that they find is said in one go. Declare such beans in {@code static}
 * methods: they are made before everything else.
 */
@FunctionalInterface
public interface StartCheck {

    /** What stands in the way of a start; empty when nothing does. */
    Stream<Problem> problems(Environment settings);

    /**
     * One thing to put right.
     *
     * @param setting the property to set
     * @param sentence what is wrong with it and what it looks like, in plain words
     * @param example a line that could be written
     */
    record Problem(String setting, String sentence, String example) {

        public static Problem of(InvalidSetting invalid) {
            String example = invalid.example().isEmpty() ? "..." : invalid.example();
            return new Problem(invalid.name(), invalid.sentence(), invalid.name() + "=" + example);
        }
    }
}
