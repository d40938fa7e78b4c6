package org.telemed.server.smart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
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
        "patient/Encounter.*, r s",
        "user/Encounter.cruds?category=a, r s",
        "system/Encounter.r?category=urn:a|b, r",
        "user/Encounter.cud?category=a, ''",
    })
    void a_scope_grants_its_letters(String scope, String letters) {
        String granted = Arrays.stream(Permission.values())
                .filter(access -> SmartScopes.of(List.of(scope)).granted().stream()
                        .anyMatch(one -> one.allows(access, "Encounter")))
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "patient/Observation.rs",
                "patient/*.cruds",
                "user/Observation.rs?category=a",
                "system/Observation.rs?category=urn:a|b"
            })
    void a_limited_scope_grants_no_whole_type(String text) {
        SmartScopes limited = SmartScopes.of(List.of(text));
        assertThat(limited.limited()).hasSize(1);
        assertThat(limited.allow(Permission.READ, "Observation")).isFalse();
        assertThat(limited.allowOnEverything(Permission.SEARCH)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "category=urn:a|b, urn:a, b",
        "category=b, , b",
        "category=http%3A%2F%2Fa%7Cb, http://a, b",
        "category=http://a/b?c|d, http://a/b?c, d"
    })
    void a_category_is_a_token(String query, String system, String code) {
        assertThat(CategoryFilter.parse(query)).contains(new CategoryFilter(system, code));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "category=",
                "category",
                "category=|a",
                "category=a|",
                "category=a,b",
                "category=a&x=b",
                "category=a|b|c",
                "category=a b",
                "category=%",
                "category:not=a",
                "x=a",
                "category=a$b",
                "category=a\\,b"
            })
    void anything_else_is_none(String query) {
        assertThat(CategoryFilter.parse(query)).isEmpty();
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
        assertThat(wide.cover(SmartScopes.of(List.of("user/Observation.rs?category=a"))))
                .isTrue();
        assertThat(SmartScopes.of(List.of("user/Observation.rs?category=a"))
                        .cover(SmartScopes.of(List.of("user/Observation.rs"))))
                .isFalse();
        assertThat(SmartScopes.of(List.of("user/Encounter.rs")).cover(SmartScopes.of(List.of("user/*.r"))))
                .isFalse();
    }

    private static Jwt token(String claim, Object value) {
        return Jwt.withTokenValue("token")
                .header("alg", "RS256")
                .claim(claim, value)
                .build();
    }

    /** And in the other direction. */
    @ParameterizedTest
    @CsvSource({
        "user/*.cruds, user/*.cruds, user/*.cruds",
        "user/*.rs, user/*.cruds, user/*.rs",
        "user/Encounter.rs, user/*.cruds, user/Encounter.rs",
        "user/Encounter.rs, user/*.cud, ",
        "user/Encounter.rs, user/Patient.rs, ",
        "user/*.cruds, patient/*.rs, ",
        "user/*.cruds, system/*.cruds, ",
        "patient/*.rs, patient/*.cruds, patient/*.rs",
        "user/*.rs, user/Encounter.write, ",
        "user/*.rs, user/Encounter.*, user/Encounter.rs",
        "user/*.cruds, user/ValueSet.cruds, user/ValueSet.rs",
        "system/*.cruds, system/ValueSet.cruds, system/ValueSet.cruds",
        "user/*.cruds, user/Observation.cruds?category=a, user/Observation.rs?category=a",
        "user/Observation.rs?category=a, user/*.rs, user/Observation.rs?category=a",
        "user/Observation.rs?category=a, user/Observation.rs?category=b, ",
        "user/*.cruds, openid, ",
    })
    void of_two_scopes_that_is_granted_which_both_grant(String one, String other, String both) {
        Set<String> expected = both == null ? Set.of() : Set.of(both);
        SmartScopes first = SmartScopes.of(List.of(one));
        SmartScopes second = SmartScopes.of(List.of(other));
        assertThat(first.intersection(second)).isEqualTo(expected);
        assertThat(second.intersection(first)).isEqualTo(expected);
        assertThat(first.cover(SmartScopes.of(first.intersection(second)))).isTrue();
    }
}
