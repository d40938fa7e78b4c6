package org.telemed.fhir.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.telemed.core.video.RoomId;
import org.telemed.core.video.VideoToken;
import org.telemed.fhir.EveryRelease;
import org.telemed.fhir.FhirRelease;

/** The answer of {@code $telemed-token} as it goes over the wire. */
class TokenWriterTest {
    @EveryRelease
    void a_client_gets_all_that_it_needs_to_join_and_no_id_of_the_token(FhirRelease release) {
        VideoToken token = new VideoToken(
                "a.b.c", "jti", new RoomId("RM1"), "Patient-jane", Instant.parse("2030-01-01T09:00:00Z"));
        assertThat(release.encode(new TokenWriter(release.context()).write(token)))
                .isEqualTo("{\"resourceType\":\"Parameters\",\"parameter\":["
                        + "{\"name\":\"token\",\"valueString\":\"a.b.c\"},"
                        + "{\"name\":\"room\",\"valueString\":\"RM1\"},"
                        + "{\"name\":\"identity\",\"valueString\":\"Patient-jane\"},"
                        + "{\"name\":\"expires\",\"valueInstant\":\"2030-01-01T09:00:00Z\"}]}");
    }
}
