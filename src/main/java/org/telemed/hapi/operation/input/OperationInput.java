package org.telemed.hapi.operation.input;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;

/**
 * The input of an operation, from the body and the query.
 *
 * @param encounter the Encounter, bare or as parameter
 * @param maxParticipants 1 to 50
 * @param encounterId as sent
 * @param waitingRoom whether participants wait until they are admitted
 * @param participants the references, as sent
 * @param to where people are sent who are dismissed, as sent
 * @param texts of {@link #OF_INVITATION}, by their names, as sent
 */
public record OperationInput(
        Optional<IBaseResource> encounter,
        Optional<Integer> maxParticipants,
        Optional<String> encounterId,
        Optional<Boolean> waitingRoom,
        List<String> participants,
        Optional<String> to,
        Map<String, String> texts) {
    public static final String ENCOUNTER = "encounter";
    public static final String MAX_PARTICIPANTS = "maxParticipants";
    public static final String ENCOUNTER_ID = "encounterId";
    public static final String WAITING_ROOM = "waitingRoom";
    public static final String PARTICIPANT = "participant";
    public static final String TO = "to";
    public static final String NAME = "name";
    public static final String ROLE = "role";
    public static final String UNTIL = "until";
    public static final String PHONE = "phone";

    /** The types that each text may be sent as. */
    static final Map<String, Set<String>> OF_INVITATION = Map.of(
            NAME, Set.of("string"),
            ROLE, Set.of("code", "string"),
            UNTIL, Set.of("instant", "dateTime", "string"),
            PHONE, Set.of("string"));

    public OperationInput {
        texts = Map.copyOf(texts);
    }
}
