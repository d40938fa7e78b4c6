package org.telemed.hapi.operation.input;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;

/**
 * The input of an operation, from the body and the query.
 *
 * @param encounter the Encounter, bare or as parameter
 * @param maxParticipants 1 to 50
 * @param encounterId as sent
 * @param participants the references, as sent
 * @param to where people are sent who are dismissed, as sent
 */
public record OperationInput(
        Optional<IBaseResource> encounter,
        Optional<Integer> maxParticipants,
        Optional<String> encounterId,
        List<String> participants,
        Optional<String> to) {
    public static final String ENCOUNTER = "encounter";
    public static final String MAX_PARTICIPANTS = "maxParticipants";
    public static final String ENCOUNTER_ID = "encounterId";
    public static final String PARTICIPANT = "participant";
    public static final String TO = "to";
}
