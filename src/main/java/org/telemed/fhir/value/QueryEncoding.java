package org.telemed.fhir.value;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Checks what URLs encode by percent signs: it must be UTF-8, without control characters, which PostgreSQL refuses in part. */
public final class QueryEncoding {

    private static final Pattern BYTES = Pattern.compile("(%[0-9A-Fa-f]{2})+");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_:.-]{0,63}");

    /** A percent sign without two hexadecimal digits. */
    private static final Pattern BAD_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    /** U+0000 to U+001F but tab, line feed and carriage return; U+007F to U+009F; U+FFFE and U+FFFF. */
    private static final Pattern CONTROL =
            Pattern.compile("%0[0-8BbCcEeFf]|%1[0-9A-Fa-f]|%7[Ff]|%[Cc]2%[89][0-9A-Fa-f]|%[Ee][Ff]%[Bb][Ff]%[Bb][EeFf]"
                    + "|[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\x7F-\\x9F\\uFFFE\\uFFFF]");

    private static final Pattern LINE_CONTROL = Pattern.compile("%0[9AaDd]|[\\t\\n\\r]");

    private QueryEncoding() {}

    /** Whether a URL has a percent sign that encodes nothing, or a control character; in its path and names also a line break. */
    public static boolean isMalformed(String url) {
        int question = url.indexOf('?');
        String path = question < 0 ? url : url.substring(0, question);
        return BAD_ESCAPE.matcher(url).find()
                || LINE_CONTROL.matcher(path).find()
                || (question >= 0 && isMalformedQuery(url.substring(question + 1)))
                || CONTROL.matcher(path).find();
    }

    /** The same for a URL's part behind the question mark. */
    public static boolean isMalformedQuery(String query) {
        return BAD_ESCAPE.matcher(query).find() || hasControl(query);
    }

    private static boolean hasControl(String query) {
        return CONTROL.matcher(query).find()
                || Arrays.stream(query.split("&")).anyMatch(QueryEncoding::hasLineControlInName);
    }

    private static boolean hasLineControlInName(String parameter) {
        return LINE_CONTROL.matcher(parameter.split("=", 2)[0]).find();
    }

    /** A sentence that names the invalid parameter; empty if there is none. */
    public static Optional<String> problem(String query) {
        return Arrays.stream(query.split("&"))
                .map(QueryEncoding::problemOfParameter)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> problemOfParameter(String parameter) {
        String name = parameter.split("=", 2)[0];
        String named = NAME.matcher(name).matches() ? "The parameter " + name : "A parameter";
        if (hasControl(parameter)) {
            return Optional.of(named + " holds a control character. Leave it out.");
        }
        return isUtf8(parameter)
                ? Optional.empty()
                : Optional.of(named + " holds bytes that are not UTF-8. Encode its characters as UTF-8.");
    }

    private static boolean isUtf8(String parameter) {
        return BYTES.matcher(parameter).results().map(MatchResult::group).allMatch(QueryEncoding::isText);
    }

    private static boolean isText(String encoded) {
        byte[] bytes = HexFormat.of().parseHex(encoded.replace("%", ""));
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }
}
