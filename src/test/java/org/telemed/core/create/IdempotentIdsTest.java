package org.telemed.core.create;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.core.caller.Caller;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.video.LegibleTokenSigner;

class IdempotentIdsTest {
    private final IdempotentIds ids = new IdempotentIds(new LegibleTokenSigner());

    @Test
    void the_same_request_has_the_same_id() {
        assertThat(id("issuer", "adam", "key", "body")).isEqualTo(id("issuer", "adam", "key", "body"));
    }

    @Test
    void whatever_differs_makes_another_request() {
        Set<EncounterId> all = new HashSet<>();
        assertThat(all.add(id("issuer", "adam", "key", "body"))).isTrue();
        assertThat(all.add(id("another", "adam", "key", "body"))).isTrue();
        assertThat(all.add(id("issuer", "eve", "key", "body"))).isTrue();
        assertThat(all.add(id("issuer", "adam", "another", "body"))).isTrue();
        assertThat(all.add(id("issuer", "adam", "key", "another"))).isTrue();
        assertThat(all.add(id("issuer", "adam", "key", ""))).isTrue();
    }

    @Test
    void texts_that_are_alike_when_joined_are_still_two() {
        assertThat(id("issuer", "adam", "key", "")).isNotEqualTo(id("issuera", "dam", "key", ""));
        assertThat(id("issuer", "adam", "1key", "")).isNotEqualTo(id("issuer", "adam1", "key", ""));
        assertThat(id("issuer", "adam4:key", "x", "")).isNotEqualTo(id("issuer", "adam", "key4:x", ""));
    }

    @Test
    void the_id_is_a_uuid_like_that_of_any_new_encounter() {
        String id = id("issuer", "adam", "key", "body").value();
        assertThat(UUID.fromString(id))
                .hasToString(id)
                .returns(8, UUID::version)
                .returns(2, UUID::variant);
    }

    @Test
    void who_called_does_not_depend_on_their_profile() {
        Caller without = new Caller("issuer", "adam", Optional.empty(), Optional.of("another token"));
        assertThat(ids.idFor(without, "", "key", bytes("body"), "")).isEqualTo(id("issuer", "adam", "key", "body"));
    }

    @Test
    void a_key_may_be_long() {
        assertThat(id("issuer", "adam", "k".repeat(255), "body")).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void an_empty_key_is_refused(String key) {
        assertThat(refusal(key).reason()).isEqualTo(Reason.BAD_REQUEST);
    }

    @Test
    void a_key_that_is_too_long_is_refused() {
        assertThat(refusal("k".repeat(256)).reason()).isEqualTo(Reason.BAD_REQUEST);
    }

    private TelemedException refusal(String key) {
        return catchThrowableOfType(TelemedException.class, () -> id("issuer", "adam", key, "body"));
    }

    private EncounterId id(String issuer, String userId, String key, String body) {
        return ids.idFor(new Caller(issuer, userId, Optional.empty(), Optional.empty()), "", key, bytes(body), "");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
