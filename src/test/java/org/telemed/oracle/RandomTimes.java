package org.telemed.oracle;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** Random dateTimes and Periods around the time of one visit, in every way that they are written, rightly or wrongly. */
final class RandomTimes {
    private static final DateTimeFormatter TO_THE_MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm");

    /**
     * What FHIR forbids, with the date of the visit in place of DAY, so that what is misread is near. HAPI reads the times
     * without seconds or offset, and drops the empty one, which is the last.
     */
    private static final List<String> UNREADABLE =
            List.of(("2030-13-01;2030-00-10;2030-00;2030-13;2030-01-00;2030-01-32;2030-02-30;"
                            + "2030-02-30T10:00:00Z;2029-02-29;2030-04-31;2030-06-31T10:00:00+02:00;0000;0000-01-01;"
                            + "DAYT24:00:00Z;DAYT24:00:00+01:00;DAYT25:00:00Z;DAYT10:60:00Z;DAYT10:00:61Z;"
                            + "DAYT10:00:99Z;DAYT10:00Z;DAYT10Z;DAYT10:00:00;DAYT10:00:00.5;DAYT10:00;DAYT;"
                            + "DAYT10:00:00+15:00;DAYT10:00:00+14:30;DAYT10:00:00-14:01;DAYT10:00:00+01:60;"
                            + "DAYT10:00:00+0100;DAYT10:00:00+01;DAYT10:00:00+1:00;DAYT10:00:00 01:00;DAYT10:00:00.Z;"
                            + "DAYT10:00:00,5Z;DAYT10:00:00ZZ;DAYT10:00:60;DAYT10:00:60.Z;DAYT10:60:60Z;DAYT24:00:60Z;"
                            + "DAYT10:00:060Z;DAYT10:00:6Z;DAYt10:00:00Z;DAYT10:00:00z;DAY 10:00:00Z;DAYT1:00:00Z;"
                            + "DAYT10:00:00UTC;DAY+01:00;DAYZ;2030-1-1;2030-1;20300101;30-01-01;+2030-01-01;"
                            + "-2030-01-01;12030-01-01;2030-W01-1;2030-001;01/01/2030;soon; ;   ;\t; DAY;DAY ;"
                            + " DAYT10:00:00Z;DAYT10:00:00Z ;DAYT10:00:00Z\n;DAY/DAY;1893492000;２０３０-01-01;"
                            + "DAYT10:00:00−01:00;null;")
                    .split(";", -1));

    private final Dice dice;
    private final ZoneId zone;
    private final Instant visit;

    /** Around that time. */
    RandomTimes(Dice dice, ZoneId zone, Instant visit) {
        this.dice = dice;
        this.zone = zone;
        this.visit = visit;
    }

    /** Writes a time, mostly, into that element. */
    void write(Map<String, Object> parent, String name) {
        if (dice.percent(90)) {
            parent.put(name, dice.percent(6) ? unreadable() : readable());
        }
        if (dice.percent(parent.containsKey(name) ? 2 : 15)) {
            parent.put("_" + name, Json.object("extension", List.of(absent())));
        }
    }

    /** A Period: open, closed, empty or backward, or one of those that cannot be read. */
    Map<String, Object> period() {
        Map<String, Object> period = Json.object();
        if (dice.percent(75)) {
            write(period, "start");
        }
        if (dice.percent(75)) {
            write(period, "end");
        }
        if (dice.percent(5) && period.containsKey("start")) {
            period.put("end", period.get("start"));
        }
        if (period.isEmpty()) {
            period.put("extension", List.of(Json.object("url", "https://example.org/note", "valueString", "always")));
        }
        return period;
    }

    private Map<String, Object> absent() {
        return Json.object(
                "url",
                dice.percent(80)
                        ? "http://hl7.org/fhir/StructureDefinition/data-absent-reason"
                        : "https://example.org/something-else",
                "valueCode",
                "unknown");
    }

    private String unreadable() {
        return dice.oneOf(UNREADABLE).replace("DAY", day().toString());
    }

    private String readable() {
        return switch (dice.between(0, 9)) {
            case 0 -> day().toString();
            case 1 ->
                dice.percent(50)
                        ? day().toString().substring(0, 7)
                        : day().toString().substring(0, 4);
            case 2 ->
                dice.oneOf("0001", "1582-10-10", "1969-12-31T23:59:59Z", "9999", "9999-12-31T23:59:59Z", "2028-02-29");
            default -> instant();
        };
    }

    private LocalDate day() {
        return visit.atZone(zone).toLocalDate().plusDays(dice.between(-1, 1));
    }

    private String instant() {
        ZoneOffset offset = dice.oneOf(
                ZoneOffset.UTC,
                zone.getRules().getOffset(visit),
                ZoneOffset.ofHours(14),
                ZoneOffset.ofHours(-14),
                ZoneOffset.ofHoursMinutes(5, 45),
                ZoneOffset.ofHoursMinutes(-3, -30));
        OffsetDateTime time =
                visit.plus(dice.between(-36, 36) * 5L, ChronoUnit.MINUTES).atOffset(offset);
        String seconds = dice.oneOf("00", "00", "00", "30", "59", "60");
        String decimals = dice.oneOf(
                "", "", "", ".0", ".5", ".000", ".001", ".999", ".999999999", ".9999999999", ".1234567890123");
        String written = offset.equals(ZoneOffset.UTC) ? dice.oneOf("Z", "Z", "+00:00", "-00:00") : offset.getId();
        return time.format(TO_THE_MINUTE) + ":" + seconds + decimals + written;
    }
}
