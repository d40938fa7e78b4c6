package org.telemed.server.patch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a FHIRPath Patch may have for a path: elements, indexes, and functions that find an element in one pass over the
 * resource.
 *
 * @see <a href="https://hl7.org/fhirpath/N1/">FHIRPath</a>
 */
final class PatchPathCheck {

    private static final int LONGEST = 1_000;
    private static final int MOST_FUNCTIONS = 20;

    /** Functions that ask a condition for each item. */
    private static final Set<String> FOR_EACH = Set.of("where", "exists", "all");

    private static final Set<String> FUNCTIONS = Set.of(
            "where",
            "exists",
            "all",
            "empty",
            "not",
            "hasValue",
            "count",
            "first",
            "last",
            "tail",
            "single",
            "skip",
            "take",
            "ofType",
            "as",
            "is",
            "extension",
            "startsWith",
            "endsWith",
            "contains",
            "lower",
            "upper",
            "length",
            "toString",
            "today",
            "now");

    /** Strings and delimited names, which are skipped; opening brackets with the name before them; what else decides. */
    private static final Pattern TOKENS = Pattern.compile(
            "'(?:[^'\\\\]|\\\\.)*+'|`[^`]*+`|(?<function>[A-Za-z_][A-Za-z0-9_]*)?\\s*\\(|\\)|%|//|/\\*");

    private PatchPathCheck() {}

    /** The problem, as the end of a sentence; empty if there is none. */
    static Optional<String> problem(String path) {
        if (path.length() > LONGEST) {
            return Optional.of("may have " + LONGEST + " characters");
        }
        Deque<String> open = new ArrayDeque<>();
        int functions = 0;
        Matcher token = TOKENS.matcher(path);
        while (token.find()) {
            String text = token.group();
            if (text.equals("%") || text.equals("//") || text.equals("/*")) {
                return Optional.of("may have no variables and no comments");
            }
            if (text.equals(")")) {
                open.poll();
            } else if (text.endsWith("(")) {
                String function = token.group("function") == null ? "" : token.group("function");
                Optional<String> problem = problem(function, hasNoArgument(path, token.end()), open);
                if (problem.isPresent() || ++functions > MOST_FUNCTIONS) {
                    return problem.or(() -> Optional.of("may call " + MOST_FUNCTIONS + " functions"));
                }
                open.push(hasNoArgument(path, token.end()) ? "" : function);
            }
        }
        return Optional.empty();
    }

    private static boolean hasNoArgument(String path, int afterBracket) {
        return path.substring(afterBracket).stripLeading().startsWith(")");
    }

    /** A bracket without a function before it groups; keywords such as {@code and} may stand before one. */
    private static Optional<String> problem(String function, boolean hasNoArgument, Deque<String> open) {
        if (function.isEmpty()
                || Set.of("and", "or", "xor", "implies", "in", "div", "mod").contains(function)) {
            return Optional.empty();
        }
        if (!FUNCTIONS.contains(function)) {
            return Optional.of("may call these functions only: "
                    + String.join(", ", FUNCTIONS.stream().sorted().toList()));
        }
        return !hasNoArgument && FOR_EACH.contains(function) && open.stream().anyMatch(FOR_EACH::contains)
                ? Optional.of("may not ask a condition within a condition")
                : Optional.empty();
    }
}
