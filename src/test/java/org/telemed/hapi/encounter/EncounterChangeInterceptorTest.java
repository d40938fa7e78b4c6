package org.telemed.hapi.encounter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.telemed.fhir.EncounterFixture.aVisit;

import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.membership.LocalReferences;
import org.telemed.fhir.EncounterFixture;
import org.telemed.fhir.EveryRelease;
import org.telemed.fhir.FhirRelease;
import org.telemed.fhir.encounter.EncounterReader;
import org.telemed.hapi.caller.Partitions;

class EncounterChangeInterceptorTest {
    private final List<EncounterId> triggered = new ArrayList<>();

    @EveryRelease
    void another_waiting_room_triggers_a_reconciliation(FhirRelease release) {
        update(release, visit().withRoom("RM1"), saying("true").withRoom("RM1"));
        assertThat(triggered).hasSize(1);
        update(release, saying("true").withRoom("RM1"), saying("false").withRoom("RM1"));
        assertThat(triggered).hasSize(2);
    }

    @EveryRelease
    void the_same_one_triggers_none_even_where_the_placeholder_was_dropped(FhirRelease release) {
        update(
                release,
                saying("true").withRoom("RM1"),
                saying("true").withRoom("RM1").with("language", "\"de\""));
        update(release, saying("true").withPlaceholder(), saying("true"));
        assertThat(triggered).isEmpty();
    }

    private void update(FhirRelease release, EncounterFixture before, EncounterFixture after) {
        EncounterReader reader = new EncounterReader(
                release.context(), release.virtualServices(), new LocalReferences(List.of()), ZoneOffset.UTC);
        new EncounterChangeInterceptor(reader, triggered::add, new Partitions(new PartitionSettings(), null))
                .updated(before.in(release), after.in(release), new SystemRequestDetails());
    }

    private static EncounterFixture saying(String value) {
        return visit().withExtension("""
                        {"url":"https://hapi-fhir-telemed.org/fhir/StructureDefinition/telemed-waiting-room",
                         "valueBoolean":%s}""".formatted(value));
    }

    private static EncounterFixture visit() {
        return aVisit().inProgress().withId("visit-1");
    }
}
