package org.telemed.fhir.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseBundle;
import org.hl7.fhir.instance.model.api.IBaseOperationOutcome;
import org.telemed.fhir.EveryRelease;
import org.telemed.fhir.FhirRelease;

class BundleResponseTest {
    private static final String PATIENT = "{\"resourceType\":\"Patient\",\"id\":\"p\"}";
    private static final String OUTCOME =
            "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\",\"diagnostics\":\"Not so.\"}]}";
    private static final String CREATED = "{\"fullUrl\":\"urn:uuid:1\",\"resource\":" + PATIENT + ",\"response\":{"
            + "\"status\":\"201 Created\",\"location\":\"Patient/p/_history/3\",\"etag\":\"W/\\\"3\\\"\","
            + "\"lastModified\":\"2026-01-01T10:00:00Z\",\"outcome\":" + OUTCOME + "}}";
    private static final String BARE = "{\"fullUrl\":\"urn:uuid:2\"}";

    @EveryRelease
    void the_entries_are_read_in_their_order(FhirRelease release) {
        List<BundleResponse.Entry> entries = entries(release, bundle(release, CREATED, BARE));

        assertThat(entries).hasSize(2);
        BundleResponse.Entry created = entries.get(0);
        assertThat(created.resource().map(release::encode)).contains(PATIENT);
        assertThat(created.status()).isEqualTo("201 Created");
        assertThat(created.location()).isEqualTo("Patient/p/_history/3");
        assertThat(created.outcome().map(release::encode)).contains(OUTCOME);
        assertThat(created.text("None.")).isEqualTo("Not so.");
    }

    @EveryRelease
    void what_an_entry_does_not_have_is_empty(FhirRelease release) {
        BundleResponse.Entry bare = entries(release, bundle(release, BARE)).get(0);

        assertThat(bare.resource()).isEmpty();
        assertThat(bare.status()).isEmpty();
        assertThat(bare.location()).isEmpty();
        assertThat(bare.outcome()).isEmpty();
        assertThat(bare.text("None.")).isEqualTo("None.");
        assertThat(bare.failure()).isEmpty();
        assertThat(entries(release, bundle(release))).isEmpty();
    }

    @EveryRelease
    void an_outcome_without_diagnostics_has_no_text(FhirRelease release) {
        String silent =
                "{\"response\":{\"outcome\":{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"code\":\"invalid\"}]}}}";

        assertThat(entries(release, bundle(release, silent)).get(0).text("None."))
                .isEqualTo("None.");
    }

    @EveryRelease
    void the_failure_of_an_entry_stays_with_it(FhirRelease release) {
        IBaseBundle bundle = bundle(release, CREATED, BARE);
        IllegalStateException failure = new IllegalStateException("full");
        BundleResponse.keepFailure(
                release.context().newTerser().getValues(bundle, "Bundle.entry").get(1), failure);

        assertThat(entries(release, bundle))
                .extracting(BundleResponse.Entry::failure)
                .satisfiesExactly(
                        none -> assertThat(none).isEmpty(),
                        kept -> assertThat(kept).containsSame(failure));
        assertThat(release.encode(bundle)).doesNotContain("full\"");
    }

    @EveryRelease
    void without_its_resource_an_entry_says_what_was_done(FhirRelease release) {
        IBaseBundle bundle = bundle(release, CREATED);
        entries(release, bundle).get(0).removeResource();

        assertThat(release.encode(bundle))
                .doesNotContain("\"resource\"")
                .contains("urn:uuid:1", "201 Created", "Patient/p/_history/3", "W/\\\"3\\\"", "Not so.");
    }

    @EveryRelease
    void without_its_version_an_entry_says_status_and_location(FhirRelease release) {
        IBaseBundle bundle = bundle(release, CREATED);
        entries(release, bundle).get(0).removeVersion();

        assertThat(release.encode(bundle))
                .isEqualTo("{\"resourceType\":\"Bundle\",\"entry\":[{\"fullUrl\":\"urn:uuid:1\",\"resource\":" + PATIENT
                        + ",\"response\":{\"status\":\"201 Created\",\"location\":\"Patient/p\"}}]}");
    }

    @EveryRelease
    void without_a_location_an_entry_gets_none(FhirRelease release) {
        String deleted = "{\"response\":{\"status\":\"204 No Content\"}}";
        IBaseBundle bundle = bundle(release, deleted, BARE);
        entries(release, bundle).forEach(BundleResponse.Entry::removeVersion);

        assertThat(release.encode(bundle))
                .isEqualTo("{\"resourceType\":\"Bundle\",\"entry\":[" + deleted + "," + BARE + "]}");
    }

    @EveryRelease
    void a_refused_entry_says_nothing_but_why(FhirRelease release) {
        IBaseBundle bundle = bundle(release, CREATED, BARE);
        entries(release, bundle)
                .forEach(entry -> entry.refuse("403 Forbidden", (IBaseOperationOutcome) release.parse(OUTCOME)));

        String refused = "{\"response\":{\"status\":\"403 Forbidden\",\"outcome\":" + OUTCOME + "}}";
        assertThat(release.encode(bundle))
                .isEqualTo("{\"resourceType\":\"Bundle\",\"entry\":[" + refused + "," + refused + "]}");
    }

    private static List<BundleResponse.Entry> entries(FhirRelease release, IBaseBundle bundle) {
        return new BundleResponse(release.context()).entries(bundle);
    }

    private static IBaseBundle bundle(FhirRelease release, String... entries) {
        return (IBaseBundle)
                release.parse("{\"resourceType\":\"Bundle\",\"entry\":[" + String.join(",", entries) + "]}");
    }
}
