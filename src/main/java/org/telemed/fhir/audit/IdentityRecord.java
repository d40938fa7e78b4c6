package org.telemed.fhir.audit;

import org.telemed.core.encounter.EncounterId;
import org.telemed.core.membership.ResourceReference;

/**
 * Who was given which identity for which Encounter.
 *
 * @param identity how the video vendor knows them
 */
public record IdentityRecord(EncounterId encounter, ResourceReference profile, String identity) {}
