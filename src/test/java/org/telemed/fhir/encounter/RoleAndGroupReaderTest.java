package org.telemed.fhir.encounter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.telemed.core.membership.LocalReferences;
import org.telemed.core.membership.Participant;
import org.telemed.core.membership.Period;
import org.telemed.core.membership.ResourceReference;
import org.telemed.fhir.EveryRelease;
import org.telemed.fhir.FhirRelease;

class RoleAndGroupReaderTest {
    private static final String ADAM = "\"practitioner\":{\"reference\":\"Practitioner/adam\"}";
    private static final String DAY = "\"period\":{\"start\":\"2026-03-01\",\"end\":\"2026-03-01\"}";
    private static final Period THAT_DAY =
            new Period(Instant.parse("2026-02-28T23:00:00Z"), Instant.parse("2026-03-01T23:00:00Z"));

    @EveryRelease
    void a_role_stands_for_its_practitioner(FhirRelease release) {
        assertThat(behindRole(release, ADAM)).containsExactly(adam(Period.ALWAYS));
        assertThat(behindRole(release, ADAM, "\"active\":true")).containsExactly(adam(Period.ALWAYS));
    }

    @EveryRelease
    void a_role_holds_for_its_period(FhirRelease release) {
        assertThat(behindRole(release, ADAM, DAY)).containsExactly(adam(THAT_DAY));
        assertThat(behindRole(release, ADAM, "\"period\":{\"end\":\"2026-02-30\"}"))
                .containsExactly(adam(Period.unreadable("PractitionerRole.period.end")));
    }

    @EveryRelease
    void an_inactive_role_stands_for_nobody(FhirRelease release) {
        assertThat(behindRole(release, ADAM, "\"active\":false")).isEmpty();
        assertThat(behindRole(release, ADAM, "\"active\":\"perhaps\"")).isEmpty();
        assertThat(behindRole(
                        release,
                        ADAM,
                        "\"_active\":{\"extension\":[{\"url\":\"http://example.org/x\","
                                + "\"valueCode\":\"unknown\"}]}"))
                .isEmpty();
    }

    @EveryRelease
    void a_role_without_a_practitioner_of_ours_stands_for_nobody(FhirRelease release) {
        assertThat(behindRole(release, "\"active\":true")).isEmpty();
        assertThat(behindRole(release, "\"practitioner\":{\"reference\":\"https://other.example/Practitioner/adam\"}"))
                .isEmpty();
    }

    @EveryRelease
    void a_group_stands_for_its_members_each_for_their_time(FhirRelease release) {
        assertThat(behindGroup(
                        release,
                        "",
                        member("Practitioner/adam", DAY),
                        member("Patient/jane"),
                        member("Device/tablet", "\"inactive\":false")))
                .containsExactly(
                        adam(THAT_DAY),
                        person("Patient", "jane", Period.ALWAYS),
                        person("Device", "tablet", Period.ALWAYS));
    }

    @EveryRelease
    void members_who_left_do_not_count(FhirRelease release) {
        assertThat(behindGroup(
                        release,
                        "",
                        member("Practitioner/adam", "\"inactive\":true"),
                        member("Patient/jane", "\"inactive\":\"perhaps\""),
                        member("#contained"),
                        "{\"inactive\":false}"))
                .isEmpty();
    }

    @EveryRelease
    void a_member_whose_time_cannot_be_read_is_one_at_no_time(FhirRelease release) {
        assertThat(behindGroup(
                        release,
                        "",
                        member("Patient/jane"),
                        member("Practitioner/adam", "\"period\":{\"start\":\"x\"}")))
                .containsExactly(
                        person("Patient", "jane", Period.ALWAYS),
                        adam(Period.unreadable("Group.member[1].period.start")));
    }

    @EveryRelease
    void an_inactive_group_stands_for_nobody(FhirRelease release) {
        assertThat(behindGroup(release, "\"active\":false,", member("Patient/jane")))
                .isEmpty();
    }

    @EveryRelease
    void a_group_without_explicit_members_stands_for_nobody(FhirRelease release) {
        assertThat(behind(release, "{\"resourceType\":\"Group\",\"active\":true}"))
                .isEmpty();
    }

    @EveryRelease
    void a_group_of_over_200_stands_for_nobody(FhirRelease release) {
        assertThat(behindGroup(release, "", members(200))).hasSize(200);
        assertThat(behindGroup(release, "", members(201))).isEmpty();
    }

    @EveryRelease
    void only_a_group_of_over_200_is_too_large(FhirRelease release) {
        assertThat(isTooLarge(release, "Group", members(201))).isTrue();
        assertThat(isTooLarge(release, "Group", members(200))).isFalse();
        assertThat(isTooLarge(release, "Group", "")).isFalse();
        assertThat(isTooLarge(release, "PractitionerRole", "")).isFalse();
    }

    @EveryRelease
    void nothing_else_stands_for_anybody(FhirRelease release) {
        assertThat(behind(
                        release,
                        "{\"resourceType\":\"OrganizationAffiliation\",\"active\":true,"
                                + "\"organization\":{\"reference\":\"Organization/o\"}}"))
                .isEmpty();
    }

    private static List<Participant> behindRole(FhirRelease release, String... properties) {
        return behind(release, "{\"resourceType\":\"PractitionerRole\"," + String.join(",", properties) + "}");
    }

    private static List<Participant> behindGroup(FhirRelease release, String properties, String... members) {
        return behind(
                release,
                "{\"resourceType\":\"Group\"," + properties + "\"member\":[" + String.join(",", members) + "]}");
    }

    private static List<Participant> behind(FhirRelease release, String json) {
        return reader(release).membersOf(release.parse(json));
    }

    private static boolean isTooLarge(FhirRelease release, String type, String members) {
        String json = "{\"resourceType\":\"%s\",\"member\":[%s]}".formatted(type, members);
        return reader(release).isTooLarge(release.parse(json));
    }

    private static RoleAndGroupReader reader(FhirRelease release) {
        return new RoleAndGroupReader(release.context(), new LocalReferences(List.of()), ZoneId.of("Europe/Berlin"));
    }

    private static String member(String reference, String... properties) {
        String entity = "\"entity\":{\"reference\":\"" + reference + "\"}";
        return "{" + entity + (properties.length == 0 ? "" : "," + String.join(",", properties)) + "}";
    }

    private static String members(int count) {
        return IntStream.range(0, count).mapToObj(i -> member("Patient/p" + i)).collect(Collectors.joining(","));
    }

    private static Participant adam(Period period) {
        return person("Practitioner", "adam", period);
    }

    private static Participant person(String type, String id, Period period) {
        return new Participant(new ResourceReference(type, id), period);
    }
}
