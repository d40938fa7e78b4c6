package org.telemed.server.error;

import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.util.regex.Pattern;
import org.telemed.fhir.structure.ParseErrorPlace;

/** HAPI's messages as far as a client may read them: no message numbers, no class names, nothing out of a body. */
final class HapiMessages {

    private static final int LONGEST = 1000;

    private static final Pattern NUMBER = Pattern.compile("HAPI-\\d+: ?");
    private static final Pattern INSIDE = Pattern.compile(
            "\\b[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)+\\.[A-Z]\\w*|Exception\\b|Error\\b|\\bnull\\b|\\p{Cntrl}");
    private static final Pattern OF_A_BODY = Pattern.compile(
            "(?i)failed to parse (JSON|XML|request|encoded)|request body as|\\[element=|(JSON|XML) (content|encoded)|unexpected character");
    private static final Pattern KNOWN_TYPES = Pattern.compile(" - Server knows how to handle: .*", Pattern.DOTALL);

    private HapiMessages() {}

    /** @param otherwise says the same in general, where HAPI's message is not for clients */
    static String of(Throwable thrown, String otherwise) {
        String message = String.valueOf(thrown.getMessage());
        if (OF_A_BODY.matcher(message).find()) {
            return "This is no FHIR that this server can read." + ParseErrorPlace.in(message, " Check its form.");
        }
        String words = KNOWN_TYPES
                .matcher(NUMBER.matcher(message).replaceAll(""))
                .replaceFirst(". Check its spelling: it starts with a capital letter.")
                .strip();
        boolean forClients = thrown instanceof DataFormatException
                || (thrown instanceof BaseServerResponseException known && known.getStatusCode() < 500);
        return forClients && isFit(words) ? words : otherwise;
    }

    private static boolean isFit(String words) {
        return !words.isEmpty()
                && words.length() <= LONGEST
                && !INSIDE.matcher(words).find();
    }
}
