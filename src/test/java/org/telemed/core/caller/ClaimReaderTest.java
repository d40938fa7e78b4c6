package org.telemed.core.caller;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.core.membership.LocalReferences;
import org.telemed.core.membership.ResourceReference;

class ClaimReaderTest {
    private static final ResourceReference ADAM = new ResourceReference("Practitioner", "adam");
    private static final Instant TEN = Instant.parse("2030-01-01T10:00:00Z");

    private final ClaimReader reader = new ClaimReader(
            List.of("fhirUser", "profile"), new LocalReferences(List.of("https://telemed.example/fhir")));

    @Test
    void the_caller_is_who_the_claims_say() {
        assertThat(reader.callerOf(Map.of(
                        "iss", "https://idp.example", "sub", "u-1", "jti", "t-1", "fhirUser", "Practitioner/adam")))
                .isEqualTo(new Caller("https://idp.example", "u-1", Optional.of(ADAM), Optional.of("t-1")));
    }

    @Test
    void without_claims_the_caller_is_nobody() {
        assertThat(reader.callerOf(Map.of())).isEqualTo(new Caller("", "", Optional.empty(), Optional.empty()));
    }

    @Test
    void an_absolute_profile_on_our_base_is_local() {
        assertThat(profile(Map.of("fhirUser", "https://telemed.example/fhir/Practitioner/adam")))
                .contains(ADAM);
    }

    @Test
    void a_later_claim_counts_where_the_earlier_are_absent() {
        assertThat(profile(Map.of("profile", "Practitioner/adam"))).contains(ADAM);
        assertThat(profile(Map.of("fhirUser", "Practitioner/adam", "profile", "Practitioner/eve")))
                .contains(ADAM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "adam", "https://other.example/fhir/Practitioner/eve"})
    void a_claim_that_is_present_and_invalid_names_nobody_and_no_other_is_tried(String invalid) {
        assertThat(profile(Map.of("fhirUser", invalid, "profile", "Practitioner/adam")))
                .isEmpty();
    }

    @Test
    void a_claim_that_is_no_text_names_nobody() {
        assertThat(profile(Map.of("fhirUser", List.of("Practitioner/adam")))).isEmpty();
    }

    static List<Object> tenOClock() {
        return List.of(TEN, Date.from(TEN), TEN.getEpochSecond(), (double) TEN.getEpochSecond());
    }

    @ParameterizedTest
    @MethodSource("tenOClock")
    void when_the_token_ends_is_read_whatever_type_a_library_has_for_it(Object exp) {
        assertThat(reader.callerOf(Map.of("exp", exp)).expires()).contains(TEN);
    }

    @Test
    void an_end_that_is_no_time_is_none() {
        assertThat(reader.callerOf(Map.of("exp", "soon")).expires()).isEmpty();
    }

    private Optional<ResourceReference> profile(Map<String, Object> claims) {
        return reader.callerOf(claims).profile();
    }
}
