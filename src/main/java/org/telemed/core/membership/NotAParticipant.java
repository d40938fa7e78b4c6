package org.telemed.core.membership;

import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;

/** The refusals of callers who are no participants. */
public final class NotAParticipant {
    private NotAParticipant() {}

    /** The refusal of a person with that membership, which is neither of a participant nor of one who is too early. */
    public static TelemedException because(Membership membership) {
        if (membership instanceof Membership.Unreadable unreadable) {
            return refusal("When you take part in this Encounter cannot be read: its " + unreadable.element()
                    + " is no valid time. Ask who runs the visit to correct it.");
        }
        return refusal(
                membership instanceof Membership.Left
                        ? "Your part in this Encounter is over. Ask who runs the visit to add you again."
                        : "You are not a participant of this Encounter. Ask who runs the visit to add you.");
    }

    /** The refusal of a caller whose access token names no resource of theirs. */
    public static TelemedException withoutProfile() {
        return refusal(
                "Your access token does not say who you are in this repository, so you are not a participant. Ask its issuer"
                        + " for a claim fhirUser with a reference such as Practitioner/123.");
    }

    private static TelemedException refusal(String message) {
        return TelemedException.because(Reason.NOT_A_PARTICIPANT, message);
    }
}
