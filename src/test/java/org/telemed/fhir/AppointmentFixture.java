package org.telemed.fhir;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An Appointment as JSON, which R4, R4B and R5 write in the same way as far as it is used here. */
public final class AppointmentFixture {
    private final Map<String, String> elements = new LinkedHashMap<>();
    private final List<String> participants = new ArrayList<>();

    /** Booked, for half an hour from then. */
    public static AppointmentFixture aBooking(Instant start) {
        return new AppointmentFixture().withStatus("booked").at(start);
    }

    /** The same, an hour from now. */
    public static AppointmentFixture aBooking() {
        return aBooking(Instant.now().plus(Duration.ofHours(1)));
    }

    public AppointmentFixture at(Instant start) {
        Instant second = start.truncatedTo(ChronoUnit.SECONDS);
        return with("start", "\"" + second + "\"").with("end", "\"" + second.plus(Duration.ofMinutes(30)) + "\"");
    }

    public AppointmentFixture withStatus(String code) {
        return with("status", "\"" + code + "\"");
    }

    public AppointmentFixture withId(String id) {
        return with("id", "\"" + id + "\"");
    }

    /** An element as JSON. */
    public AppointmentFixture with(String element, String json) {
        elements.put(element, json);
        return this;
    }

    public AppointmentFixture without(String element) {
        elements.remove(element);
        return this;
    }

    public AppointmentFixture withActor(String reference) {
        return withActor(reference, "\"status\":\"accepted\"");
    }

    /** @param properties what else the entry says, as JSON properties */
    public AppointmentFixture withActor(String reference, String properties) {
        participants.add("{\"actor\":{\"reference\":\"%s\"},%s}".formatted(reference, properties));
        return this;
    }

    /** An entry whose actor says more than who it is. Both are JSON; what else the entry says, as properties. */
    public AppointmentFixture withActorSaying(String actor, String properties) {
        participants.add("{\"actor\":%s,%s}".formatted(actor, properties));
        return this;
    }

    /** As it goes over the wire. */
    public String json() {
        List<String> properties = new ArrayList<>(List.of("\"resourceType\":\"Appointment\""));
        elements.forEach((name, value) -> properties.add("\"%s\":%s".formatted(name, value)));
        properties.add("\"participant\":[" + String.join(",", participants) + "]");
        return "{" + String.join(",", properties) + "}";
    }
}
