package org.telemed.fhir.encounter;

import static org.assertj.core.api.Assertions.assertThat;

import org.hl7.fhir.instance.model.api.IBaseResource;
import org.jspecify.annotations.Nullable;
import org.telemed.fhir.EncounterFixture;
import org.telemed.fhir.FhirRelease;

/** What becomes of an Encounter, compared whole. */
final class EncounterAssertions {

    private EncounterAssertions() {}

    /** A client's update of the stored Encounter becomes the expected one. */
    static void assertKept(
            FhirRelease release, @Nullable EncounterFixture stored, EncounterFixture sent, EncounterFixture expected) {
        IBaseResource changed = sent.in(release);
        release.virtualServices().keepServerOwned(stored == null ? null : stored.in(release), changed);
        assertSame(release, changed, expected);
    }

    static void assertSame(FhirRelease release, IBaseResource actual, EncounterFixture expected) {
        assertThat(release.encode(actual)).isEqualTo(release.encode(expected.in(release)));
    }
}
