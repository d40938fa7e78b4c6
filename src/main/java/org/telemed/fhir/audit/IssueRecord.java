package org.telemed.fhir.audit;

import org.telemed.core.encounter.EncounterId;
import org.telemed.core.membership.Profile;

/**
 * Who was given which identity for which Encounter.
 *
 * @param identity how the video vendor knows them
 */
public record IssueRecord(EncounterId encounter, Profile profile, String identity) {}
