package org.telemed.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.telemed.fhir.EncounterFixture.anEncounter;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.telemed.core.membership.LocalReferences;
import org.telemed.core.membership.Period;
import org.telemed.fhir.encounter.EncounterReader;

/** A date says when it begins and ends only in some zone; daylight saving and leap years are the zone's. */
class PartialDatesTest {
    private static final String BERLIN = "Europe/Berlin";

    @EveryRelease
    void a_day_lasts_until_the_next_begins(FhirRelease release) {
        assertLasts(release, BERLIN, "2026-03-01", "2026-02-28T23:00:00Z", "2026-03-01T23:00:00Z");
        assertLasts(release, "UTC", "2026-03-01", "2026-03-01T00:00:00Z", "2026-03-02T00:00:00Z");
        assertLasts(release, "Pacific/Auckland", "2026-03-01", "2026-02-28T11:00:00Z", "2026-03-01T11:00:00Z");
    }

    @EveryRelease
    void a_day_with_a_clock_change_has_23_or_25_hours(FhirRelease release) {
        assertLasts(release, BERLIN, "2026-03-29", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z");
        assertLasts(release, BERLIN, "2026-10-25", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z");
    }

    @EveryRelease
    void a_day_without_midnight_begins_at_its_first_instant(FhirRelease release) {
        assertLasts(release, "America/Havana", "2026-03-08", "2026-03-08T05:00:00Z", "2026-03-09T04:00:00Z");
    }

    @EveryRelease
    void the_leap_day_counts(FhirRelease release) {
        assertLasts(release, "UTC", "2028-02-29", "2028-02-29T00:00:00Z", "2028-03-01T00:00:00Z");
        assertLasts(release, "UTC", "2028-02", "2028-02-01T00:00:00Z", "2028-03-01T00:00:00Z");
        assertLasts(release, "UTC", "2026-02", "2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z");
    }

    @EveryRelease
    void months_and_years_last_until_the_next(FhirRelease release) {
        assertLasts(release, BERLIN, "2026-12", "2026-11-30T23:00:00Z", "2026-12-31T23:00:00Z");
        assertLasts(release, BERLIN, "2026", "2025-12-31T23:00:00Z", "2026-12-31T23:00:00Z");
        assertLasts(release, "UTC", "9999", "9999-01-01T00:00:00Z", "+10000-01-01T00:00:00Z");
    }

    @EveryRelease
    void a_full_time_is_that_instant(FhirRelease release) {
        assertLasts(release, BERLIN, "2026-03-01T10:15:30.5+05:30", "2026-03-01T04:45:30.5Z", "2026-03-01T04:45:30.5Z");
    }

    @EveryRelease
    void a_time_without_seconds_or_offset_is_read_in_the_zone(FhirRelease release) {
        assertLasts(release, BERLIN, "2026-07-01T10:15", "2026-07-01T08:15:00Z", "2026-07-01T08:15:00Z");
        assertLasts(release, BERLIN, "2026-07-01T10:15:30", "2026-07-01T08:15:30Z", "2026-07-01T08:15:30Z");
        assertLasts(release, BERLIN, "2026-07-01T10:15Z", "2026-07-01T10:15:00Z", "2026-07-01T10:15:00Z");
    }

    @EveryRelease
    void second_60_is_the_next_minute(FhirRelease release) {
        assertLasts(release, "UTC", "2026-07-01T10:15:60Z", "2026-07-01T10:16:00Z", "2026-07-01T10:16:00Z");
        assertLasts(release, "UTC", "2016-12-31T23:59:60.5Z", "2017-01-01T00:00:00.5Z", "2017-01-01T00:00:00.5Z");
    }

    @EveryRelease
    void any_number_of_decimals_is_read(FhirRelease release) {
        for (String decimals : List.of("5", "50", "500000000", "5000000001", "5" + "0".repeat(40))) {
            String time = "2026-07-01T10:15:00." + decimals + "Z";
            assertLasts(release, "UTC", time, "2026-07-01T10:15:00.5Z", "2026-07-01T10:15:00.5Z");
        }
    }

    @EveryRelease
    void offsets_go_to_14_hours_and_minus_zero_is_utc(FhirRelease release) {
        assertLasts(release, BERLIN, "2026-07-01T10:15:00-00:00", "2026-07-01T10:15:00Z", "2026-07-01T10:15:00Z");
        assertLasts(release, BERLIN, "2026-07-01T10:15:00+14:00", "2026-06-30T20:15:00Z", "2026-06-30T20:15:00Z");
        assertLasts(release, BERLIN, "2026-07-01T10:15:00-14:00", "2026-07-02T00:15:00Z", "2026-07-02T00:15:00Z");
    }

    @EveryRelease
    void years_go_from_1_to_9999(FhirRelease release) {
        assertLasts(release, "UTC", "0001", "0001-01-01T00:00:00Z", "0002-01-01T00:00:00Z");
        assertLasts(release, "UTC", "0001-01-01T00:00:00+14:00", "0000-12-31T10:00:00Z", "0000-12-31T10:00:00Z");
        assertLasts(release, "UTC", "9999-12-31T23:59:60Z", "+10000-01-01T00:00:00Z", "+10000-01-01T00:00:00Z");
    }

    @EveryRelease
    void what_fhir_forbids_is_not_read(FhirRelease release) {
        for (String odd : List.of(
                "2026-07-01T24:00:00Z",
                "2026-07-01T10:60:00Z",
                "2026-07-01T10:15:61Z",
                "2026-07-01T10:15:00+14:01",
                "2026-07-01T10:15:00+15:00",
                "2026-07-01T10:15:00+0100",
                "2026-07-01T10:15:00.Z",
                "2026-07-01t10:15:00z",
                "2026-07-01 10:15:00Z",
                "2025-02-29",
                "2026-00",
                "0000",
                "0000-01-01",
                "02026",
                "-2026",
                "20260701",
                "٢٠٢٦")) {
            assertThat(periodOf(release, "UTC", odd).unreadable())
                    .as(odd)
                    .isEqualTo("Encounter.participant[0].period.start");
        }
    }

    private static void assertLasts(FhirRelease release, String zone, String date, String start, String end) {
        assertThat(periodOf(release, zone, date)).isEqualTo(new Period(Instant.parse(start), Instant.parse(end)));
    }

    private static Period periodOf(FhirRelease release, String zone, String date) {
        EncounterReader reader = new EncounterReader(
                release.context(), release.virtualServices(), new LocalReferences(List.of()), ZoneId.of(zone));
        String period = "{\"start\":\"%s\",\"end\":\"%s\"}".formatted(date, date);
        return reader.read(anEncounter()
                        .withParticipant("Practitioner/adam", period)
                        .in(release))
                .participants()
                .get(0)
                .period();
    }
}
