package org.telemed.fhir.audit;

import org.telemed.core.encounter.EncounterId;
import org.telemed.core.membership.ResourceReference;

/**
 * Records that a person was given an identity for an Encounter.
 *
 * @param identity the person's identity at the video vendor
 */
public record IdentityRecord(EncounterId encounter, ResourceReference person, String identity) {}
