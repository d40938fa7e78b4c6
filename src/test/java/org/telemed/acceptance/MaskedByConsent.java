package org.telemed.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.interceptor.consent.ConsentInterceptor;
import ca.uhn.fhir.rest.server.interceptor.consent.ConsentOutcome;
import ca.uhn.fhir.rest.server.interceptor.consent.IConsentContextServices;
import ca.uhn.fhir.rest.server.interceptor.consent.IConsentService;
import ca.uhn.fhir.util.TerserUtil;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.junit.jupiter.api.Test;
import org.telemed.fhir.EncounterFixture;

/** A host may show people less of an Encounter than there is; what is hidden from them is not lost, and still counts. */
public interface MaskedByConsent extends InThisProcess {

    @Test
    default void who_takes_part_is_judged_by_what_is_stored() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        whileTheServerCalls(new ConsentInterceptor(new NoParticipants(fhir())), () -> {
            assertThat(stored(id).json().has("participant")).isFalse();
            as("adam").asksForToken(id).expecting(200);
            as("jane").asksForToken(id).expecting(200);
            assertRefused(as("eve").asksForToken(id), 403, "forbidden", "not-a-participant");
        });
    }

    @Test
    default void what_is_hidden_is_not_lost() {
        String id = aStored(aVisitOfJaneWithAdam().withOther("Device/home-tablet"));
        StoredEncounter before = stored(id);
        whileTheServerCalls(new ConsentInterceptor(new NoParticipants(fhir())), () -> {
            StoredEncounter shown = encounterIn(as("adam").createsRoomOn(id));
            assertThat(shown.json().has("participant"))
                    .as("is masked in the answer")
                    .isFalse();
        });
        StoredEncounter after = stored(id);
        assertThat(after.withoutRoomAndMeta()).isEqualTo(before.withoutRoomAndMeta());
        assertThat(after.room()).startsWith("RM");
    }

    @Test
    default void what_is_hidden_from_who_writes_it_is_stored() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        whileTheServerCalls(new ConsentInterceptor(new NoParticipants(fhir())), () -> {
            for (EncounterFixture visit : List.of(
                    aVisitOfJaneWithAdam(), aVisitOfJaneWithAdam().withId(id).withOther("Device/home-tablet"))) {
                StoredEncounter shown = encounterIn(as("adam").createsRoomFor(visit));
                assertThat(shown.json().has("participant"))
                        .as("is masked in the answer")
                        .isFalse();
            }
        });
        as("tablet").asksForToken(id).expecting(200);
        as("adam").asksForToken(id).expecting(200);
    }

    @Test
    default void who_may_not_see_what_they_write_is_told_that_it_is_not_there() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        whileTheServerCalls(new ConsentInterceptor(new NoEncounters()), () -> {
            assertRefused(
                    as("adam").createsRoomFor(aVisitOfJaneWithAdam().withId(id).withOther("Device/home-tablet")),
                    404,
                    "not-found",
                    "encounter-not-found");
        });
    }

    @Test
    default void what_somebody_may_not_see_is_as_good_as_not_there() {
        String id = aRoomFor(aVisitOfJaneWithAdam());
        whileTheServerCalls(new ConsentInterceptor(new NoEncounters()), () -> {
            assertRefused(as("jane").asksForToken(id), 404, "not-found", "encounter-not-found");
        });
        as("jane").asksForToken(id).expecting(200);
    }

    /** Shows Encounters without those who take part. */
    final class NoParticipants implements IConsentService {
        private final FhirContext context;

        NoParticipants(FhirContext context) {
            this.context = context;
        }

        @Override
        public ConsentOutcome willSeeResource(
                RequestDetails request, IBaseResource resource, IConsentContextServices services) {
            if (resource.fhirType().equals("Encounter")) {
                for (String field : List.of("participant", "subject", "extension")) {
                    TerserUtil.clearField(context, resource, field);
                }
            }
            return ConsentOutcome.PROCEED;
        }
    }

    /** Shows no Encounter to anybody. */
    final class NoEncounters implements IConsentService {
        @Override
        public ConsentOutcome canSeeResource(
                RequestDetails request, IBaseResource resource, IConsentContextServices services) {
            return resource.fhirType().equals("Encounter") ? ConsentOutcome.REJECT : ConsentOutcome.PROCEED;
        }
    }
}
