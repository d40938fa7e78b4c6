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

class SmartScopeTest {

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
        String granted = Arrays.stream(Permission.values())
                .filter(access -> SmartScopes.of(List.of(scope)).allow(access, "Encounter"))
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
        assertThat(SmartScope.parse(text)).isEmpty();
    }

    @Test
    void a_scope_on_one_type_says_nothing_about_another() {
        assertThat(SmartScopes.of(List.of("user/Encounter.cruds")).allow(Permission.READ, "Patient"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SearchParameter", "CodeSystem", "OperationDefinition", "StructureDefinition", "ValueSet"})
    void a_user_s_wildcard_reads_conformance_resources_and_writes_none(String type) {
        SmartScopes wildcard = SmartScopes.of(List.of("user/*.cruds"));
        assertThat(wildcard.allow(Permission.READ, type)).isTrue();
        assertThat(wildcard.allow(Permission.SEARCH, type)).isTrue();
        for (Permission write : List.of(Permission.CREATE, Permission.UPDATE, Permission.DELETE)) {
            assertThat(wildcard.allow(write, type)).isFalse();
            assertThat(SmartScopes.of(List.of("user/" + type + ".cud")).allow(write, type))
                    .isTrue();
            assertThat(SmartScopes.of(List.of("system/*.cud")).allow(write, type))
                    .isTrue();
            assertThat(wildcard.cover(SmartScopes.of(List.of("user/" + type + "." + write.letter()))))
                    .isFalse();
        }
        assertThat(wildcard.cover(SmartScopes.of(List.of("user/" + type + ".rs"))))
                .isTrue();
        assertThat(wildcard.cover(wildcard)).isTrue();
    }

    @Test
    void only_the_system_with_everything_is_unlimited() {
        assertThat(SmartScopes.of(List.of("system/*.cruds")).areUnlimited()).isTrue();
        assertThat(SmartScopes.of(List.of("user/*.cruds", "system/*.crud", "system/Encounter.cruds"))
                        .areUnlimited())
                .isFalse();
    }

    @Test
    void scopes_come_as_a_text_or_as_a_list_under_either_name() {
        assertThat(SmartScopes.of(token("scope", "openid user/Encounter.r")).granted())
                .hasSize(1);
        assertThat(SmartScopes.of(token("scope", List.of("user/Encounter.r", "user/Patient.r")))
                        .granted())
                .hasSize(2);
        assertThat(SmartScopes.of(token("scp", List.of("user/Encounter.r"))).granted())
                .hasSize(1);
        assertThat(SmartScopes.of(token("other", "user/Encounter.r")).granted()).isEmpty();
        assertThat(SmartScopes.of(token("scope", 7)).granted()).isEmpty();
    }

    @Test
    void wider_scopes_cover_narrower_ones() {
        SmartScopes wide = SmartScopes.of(List.of("user/*.cruds"));
        assertThat(wide.cover(SmartScopes.of(List.of("user/Encounter.r", "user/Patient.cu"))))
                .isTrue();
        assertThat(wide.cover(SmartScopes.of(List.of("system/Encounter.r")))).isFalse();
        assertThat(SmartScopes.of(List.of("user/Encounter.rs")).cover(SmartScopes.of(List.of("user/*.r"))))
                .isFalse();
    }

    private static Jwt token(String claim, Object value) {
        return Jwt.withTokenValue("token")
                .header("alg", "RS256")
                .claim(claim, value)
                .build();
    }
}
