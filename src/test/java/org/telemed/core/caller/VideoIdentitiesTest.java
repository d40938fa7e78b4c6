package org.telemed.core.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.membership.ResourceReference;
import org.telemed.core.video.LegibleTokenSigner;

class VideoIdentitiesTest {
    private static final String LONGEST = "x".repeat(128);

    private final LegibleTokenSigner signer = new LegibleTokenSigner();
    private final VideoIdentities identities = new VideoIdentities(signer);

    @ParameterizedTest
    @ValueSource(
            strings = {"adam", "auth0|5f7c8ec7c33c6c004bbafe82", "8f0e2c2a-3f1e", "ü", "https://idp.example/users/7"})
    void an_opaque_user_id_is_the_identity(String userId) {
        assertThat(identityOf(userId)).isEqualTo(userId);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "adam@example.com",
                "@",
                "Adam Careful",
                " adam",
                "adam\t",
                "adam\n",
                "Adam\u00a0Careful",
                "Adam\u2003Careful",
                "Adam\u202fCareful",
                "adam\u0000"
            })
    void an_address_or_a_name_is_hashed(String userId) {
        assertThat(identityOf(userId)).isEqualTo(signer.of("identity", userId)).hasSize(64);
    }

    @Test
    void what_is_too_long_for_the_vendor_is_hashed() {
        assertThat(identityOf(LONGEST)).isEqualTo(LONGEST);
        assertThat(identityOf(LONGEST + "x")).isEqualTo(signer.of("identity", LONGEST + "x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n"})
    void without_a_user_id_there_is_no_identity(String userId) {
        TelemedException refusal = catchThrowableOfType(TelemedException.class, () -> identityOf(userId));
        assertThat(refusal.reason()).isEqualTo(Reason.LOGIN_REQUIRED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"guest-1", "guest-"})
    void nobody_with_a_login_has_the_identity_of_a_guest(String userId) {
        assertThat(identityOf(userId)).isEqualTo(signer.of("identity", userId));
    }

    @Test
    void a_guest_has_another_identity_in_each_visit() {
        ResourceReference rosa = new ResourceReference("RelatedPerson", "rosa");
        String identity = identities.ofGuest(new EncounterId("1"), rosa);
        assertThat(identity).startsWith("guest-").doesNotContain("rosa").hasSizeLessThanOrEqualTo(128);
        assertThat(identities.ofGuest(new EncounterId("2"), rosa)).isNotEqualTo(identity);
        assertThat(identities.ofGuest(new EncounterId("1", "7"), rosa)).isNotEqualTo(identity);
        assertThat(identities.identityOf(new Caller(
                        "telemed-guest", identity, Optional.of(rosa), Optional.empty(), Optional.empty(), true)))
                .isEqualTo(identity);
    }

    private String identityOf(String userId) {
        return identities.identityOf(new Caller("https://idp.example", userId, Optional.empty(), Optional.empty()));
    }
}
