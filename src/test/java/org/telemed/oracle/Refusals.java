package org.telemed.oracle;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.telemed.core.error.TelemedException;
import org.telemed.core.membership.Membership;
import org.telemed.oracle.Outcome.Kind;

/** Reads the product's refusals: the reason, and the time and the element that the sentence names. */
final class Refusals {
    private static final Pattern INSTANT = Pattern.compile("[+-]?\\d{4,}-\\d\\d-\\d\\dT[\\d:.]+Z");
    private static final Pattern ELEMENT =
            Pattern.compile("\\b(Encounter|PractitionerRole|Group)(\\.[A-Za-z]+(\\([a-z-]+\\))?(\\[\\d+])?)+");

    private Refusals() {}

    /** What the refusal says; who has left, and who is early rather than the visit, only the rule itself tells apart. */
    static Outcome read(TelemedException refused, @Nullable Membership membership) {
        Matcher instant = INSTANT.matcher(refused.message());
        Matcher element = ELEMENT.matcher(refused.message());
        String unreadable = element.find() ? element.group() : "";
        Kind kind = switch (refused.reason()) {
            case NOT_A_PARTICIPANT ->
                !unreadable.isEmpty()
                        ? Kind.PERIOD_UNREADABLE
                        : membership instanceof Membership.Left ? Kind.LEFT : Kind.NOT_A_PARTICIPANT;
            case TOO_EARLY ->
                !unreadable.isEmpty()
                        ? Kind.START_UNREADABLE
                        : membership instanceof Membership.TooEarly ? Kind.PARTICIPANT_TOO_EARLY : Kind.VISIT_TOO_EARLY;
            case ENCOUNTER_CLOSED -> Kind.CLOSED;
            case NO_ROOM -> Kind.NO_ROOM;
            case ROOM_LAPSED -> Kind.ROOM_LAPSED;
            case ENCOUNTER_NOT_FOUND -> Kind.UNKNOWN;
            default -> throw refused;
        };
        return new Outcome(
                kind, instant.find() ? Optional.of(Instant.parse(instant.group())) : Optional.empty(), unreadable);
    }
}
