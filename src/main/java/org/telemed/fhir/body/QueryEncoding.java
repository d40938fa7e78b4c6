package org.telemed.fhir.body;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Checks that percent-encoded bytes are UTF-8. */
final class QueryEncoding {

    private static final Pattern BYTES = Pattern.compile("(%[0-9A-Fa-f]{2})+");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_:.-]{0,63}");

    private QueryEncoding() {}

    /** A sentence that names the invalid parameter; empty if there is none. */
    static Optional<String> problem(String query) {
        return query.indexOf('%') < 0
                ? Optional.empty()
                : Arrays.stream(query.split("&"))
                        .filter(parameter -> !isUtf8(parameter))
                        .findFirst()
                        .map(parameter -> parameter.split("=", 2)[0])
                        .map(name -> (NAME.matcher(name).matches() ? "The parameter " + name : "A parameter")
                                + " holds bytes that are not UTF-8. Encode its characters as UTF-8.");
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
