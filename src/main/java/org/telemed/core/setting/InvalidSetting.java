package org.telemed.core.setting;

/**
 * A value that cannot be worked with. The value itself, which may be a secret, is not repeated.
 *
 * @param name of the parameter or record component that was given it; of the property, once that is known
 * @param rule what it must be, such as "must be at most 24 hours"
 * @param example a value that would do; empty where none can be given
 */
public record InvalidSetting(String name, String rule, String example) {

    /** The same for whoever knows it by another name. */
    public InvalidSetting named(String other) {
        return new InvalidSetting(other, rule, example);
    }

    /** Name, rule and example in one sentence. */
    public String sentence() {
        return name + " " + rule + (example.isEmpty() ? "." : ", like " + example + ".");
    }
}
