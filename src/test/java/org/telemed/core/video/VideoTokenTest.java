package org.telemed.core.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class VideoTokenTest {
    @Test
    void prints_what_may_be_recorded_and_not_the_secret() {
        Instant expires = Instant.parse("2030-01-01T10:00:00Z");
        assertThat(new VideoToken("a.secret.jwt", "jti-1", new RoomId("RM1"), "user-adam", expires).toString())
                .contains("jti-1", "RM1", "2030-01-01T10:00:00Z")
                .doesNotContain("secret");
    }
}
