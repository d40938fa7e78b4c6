package org.telemed.fhir.body;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.core.error.TelemedException;

class JsonPatchCheckTest {
    private static final String COPY = "{\"op\":\"copy\",\"path\":\"/a\",\"from\":\"/b\"}";

    private final BodyCheck check = new BodyCheck(FhirContext.forR4Cached(), 1 << 20);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "[{\"op\":\"add\",\"path\":\"/participant/-\",\"value\":{\"period\":{}}}]",
                "[{\"op\":\"test\",\"path\":\"/status\",\"value\":null},{\"op\":\"remove\",\"path\":\"/status\"}]",
                "[{\"op\":\"replace\",\"path\":\"\",\"value\":{}}]",
                "[{\"op\":\"move\",\"path\":\"/a~0b\",\"from\":\"/a~1b\"}," + COPY + "]",
            })
    void what_rfc_6902_knows_is_taken(String patch) {
        assertThatCode(() -> check.jsonPatch(patch)).doesNotThrowAnyException();
    }

    @Test
    void a_patch_copies_at_most_five_times() {
        String other = ",{\"op\":\"remove\",\"path\":\"/a\"}";
        assertThatCode(() -> check.jsonPatch("[" + COPY + ("," + COPY).repeat(4) + other.repeat(9) + "]"))
                .doesNotThrowAnyException();
        refuses("[" + COPY + ("," + COPY).repeat(5) + "]", "A JSON Patch may copy at most 5 times");
    }

    @Test
    void a_patch_is_held_to_the_rules_of_every_body() {
        refuses("[{\"op\":\"add\",\"path\":\"/a\",\"value\":\"\\u0000\"}]", "[0].value holds a character");
        refuses("[{\"op\":\"add\",\"path\":\"/a\",\"value\":1E1000}]", "[0].value is a number");
    }

    private void refuses(String patch, String words) {
        assertThatThrownBy(() -> check.jsonPatch(patch))
                .isInstanceOf(TelemedException.class)
                .hasMessageContaining(words);
    }
}
