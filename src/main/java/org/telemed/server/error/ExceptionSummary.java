package org.telemed.server.error;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Summarises exceptions and their causes without messages, because those quote requests and resources. */
final class ExceptionSummary {

    /** Causes may form a circle. */
    private static final int DEEPEST = 50;

    private ExceptionSummary() {}

    static Stream<Throwable> causes(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause).limit(DEEPEST);
    }

    /** Each exception's class and the line that threw it, and the one that called the JDK if that threw it. */
    static String inOneLine(Throwable thrown) {
        return causes(thrown).map(ExceptionSummary::place).collect(Collectors.joining(", caused by "));
    }

    private static String place(Throwable thrown) {
        StackTraceElement[] stack = thrown.getStackTrace();
        if (stack.length == 0) {
            return thrown.getClass().getName();
        }
        String caller = stack[0].getClassName().startsWith("java.")
                ? Arrays.stream(stack)
                        .filter(frame -> !frame.getClassName().startsWith("java."))
                        .findFirst()
                        .map(frame -> ", called at " + frame)
                        .orElse("")
                : "";
        return thrown.getClass().getName() + " at " + stack[0] + caller;
    }
}
