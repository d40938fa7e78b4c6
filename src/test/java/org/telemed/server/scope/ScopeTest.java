package org.telemed.server.scope;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.oauth2.jwt.Jwt;

class ScopeTest {

    @ParameterizedTest
    @CsvSource({
        "user/Encounter.cruds, c r u d s",
        "user/*.rs, r s",
        "system/Encounter.u, u",
        "user/Encounter.read, r s",
        "user/Encounter.write, c u d",
        "user/Encounter.*, c r u d s",
        "patient/*.cruds, r s",
        "patient/Encounter.write, ''",
    })
    void a_scope_grants_its_letters(String scope, String letters) {
        String granted = Arrays.stream(Access.values())
                .filter(access -> Scopes.of(List.of(scope)).allow(access, "Encounter"))
                .map(access -> String.valueOf(access.letter()))
                .collect(Collectors.joining());
        assertThat(granted).isEqualTo(letters.replace(" ", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "openid",
                "fhirUser",
                "launch/patient",
                "user/Encounter",
                "user/Encounter.",
                "user/Encounter.sr",
                "user/Encounter.crudsx",
                "user/encounter.r",
                "user/Encounter.rs?status=planned",
                "User/Encounter.r",
                "user/Encounter.r user/Patient.r"
            })
    void what_is_no_scope_on_resources_grants_nothing(String text) {
        assertThat(Scope.parse(text)).isEmpty();
    }

    @Test
    void a_scope_on_one_type_says_nothing_about_another() {
        assertThat(Scopes.of(List.of("user/Encounter.cruds")).allow(Access.READ, "Patient"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SearchParameter", "CodeSystem", "OperationDefinition", "StructureDefinition", "ValueSet"})
    void a_user_s_wildcard_reads_conformance_resources_and_writes_none(String type) {
        Scopes wildcard = Scopes.of(List.of("user/*.cruds"));
        assertThat(wildcard.allow(Access.READ, type)).isTrue();
        assertThat(wildcard.allow(Access.SEARCH, type)).isTrue();
        for (Access write : List.of(Access.CREATE, Access.UPDATE, Access.DELETE)) {
            assertThat(wildcard.allow(write, type)).isFalse();
            assertThat(Scopes.of(List.of("user/" + type + ".cud")).allow(write, type))
                    .isTrue();
            assertThat(Scopes.of(List.of("system/*.cud")).allow(write, type)).isTrue();
            assertThat(wildcard.cover(Scopes.of(List.of("user/" + type + "." + write.letter()))))
                    .isFalse();
        }
        assertThat(wildcard.cover(Scopes.of(List.of("user/" + type + ".rs")))).isTrue();
        assertThat(wildcard.cover(wildcard)).isTrue();
    }

    @Test
    void only_the_system_with_everything_is_unlimited() {
        assertThat(Scopes.of(List.of("system/*.cruds")).areUnlimited()).isTrue();
        assertThat(Scopes.of(List.of("user/*.cruds", "system/*.crud", "system/Encounter.cruds"))
                        .areUnlimited())
                .isFalse();
    }

    @Test
    void scopes_come_as_a_text_or_as_a_list_under_either_name() {
        assertThat(Scopes.of(token("scope", "openid user/Encounter.r")).granted())
                .hasSize(1);
        assertThat(Scopes.of(token("scope", List.of("user/Encounter.r", "user/Patient.r")))
                        .granted())
                .hasSize(2);
        assertThat(Scopes.of(token("scp", List.of("user/Encounter.r"))).granted())
                .hasSize(1);
        assertThat(Scopes.of(token("other", "user/Encounter.r")).granted()).isEmpty();
        assertThat(Scopes.of(token("scope", 7)).granted()).isEmpty();
    }

    @Test
    void wider_scopes_cover_narrower_ones() {
        Scopes wide = Scopes.of(List.of("user/*.cruds"));
        assertThat(wide.cover(Scopes.of(List.of("user/Encounter.r", "user/Patient.cu"))))
                .isTrue();
        assertThat(wide.cover(Scopes.of(List.of("system/Encounter.r")))).isFalse();
        assertThat(Scopes.of(List.of("user/Encounter.rs")).cover(Scopes.of(List.of("user/*.r"))))
                .isFalse();
    }

    private static Jwt token(String claim, Object value) {
        return Jwt.withTokenValue("token")
                .header("alg", "RS256")
                .claim(claim, value)
                .build();
    }
}
