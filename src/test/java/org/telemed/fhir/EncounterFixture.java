package org.telemed.fhir;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hl7.fhir.instance.model.api.IBaseResource;

/** An Encounter described without saying in which FHIR version; {@link #in} writes it down in one. */
public final class EncounterFixture {
    public static final String OURS = "{\"system\":\"https://fhir.zapehr.com/virtual-service-type\","
            + "\"code\":\"twilio-video-group-rooms\",\"display\":\"Twilio Video Group Rooms\"}";
    public static final String ANOTHER_VENDORS =
            "{\"system\":\"https://fhir.zapehr.com/virtual-service-type\",\"code\":\"zoom\"}";

    private static final String VIRTUAL =
            "{\"system\":\"http://terminology.hl7.org/CodeSystem/v3-ActCode\",\"code\":\"VR\"}";

    private final Map<String, String> scalars = new LinkedHashMap<>();
    private final List<Function<FhirRelease, String>> participants = new ArrayList<>();
    private final List<String> others = new ArrayList<>();
    private final List<Function<FhirRelease, String>> extensions = new ArrayList<>();
    private final List<String> virtualServices = new ArrayList<>();
    private Function<FhirRelease, String> status = release -> "";
    private boolean virtual;
    private String start = "";

    public static EncounterFixture anEncounter() {
        return new EncounterFixture();
    }

    /** An Encounter with all that FHIR asks of one but a status: a virtual visit. */
    public static EncounterFixture aVisit() {
        EncounterFixture visit = new EncounterFixture();
        visit.virtual = true;
        return visit;
    }

    public EncounterFixture withId(String id) {
        return with("id", "\"" + id + "\"");
    }

    public EncounterFixture withStatus(String code) {
        return withStatus(code, code);
    }

    /** The same thing said in R4 or R4B, and in R5. */
    private EncounterFixture withStatus(String beforeR5, String inR5) {
        status = release -> release.isR5() ? inR5 : beforeR5;
        return this;
    }

    public EncounterFixture planned() {
        return withStatus("planned");
    }

    public EncounterFixture inProgress() {
        return withStatus("in-progress");
    }

    public EncounterFixture finished() {
        return withStatus("finished", "completed");
    }

    public EncounterFixture starting(String dateTime) {
        start = dateTime;
        return this;
    }

    /** An element that is the same in every version, as JSON. */
    public EncounterFixture with(String element, String json) {
        scalars.put(element, json);
        return this;
    }

    public EncounterFixture withSubject(String reference) {
        return with("subject", reference(reference));
    }

    public EncounterFixture withParticipant(String reference) {
        return withParticipant(reference, "{}");
    }

    /** @param period as JSON */
    public EncounterFixture withParticipant(String reference, String period) {
        String bounds = period.equals("{}") ? "" : ",\"period\":" + period;
        participants.add(release ->
                "{\"%s\":%s%s}".formatted(release.isR5() ? "actor" : "individual", reference(reference), bounds));
        return this;
    }

    public EncounterFixture withOther(String reference) {
        return withOtherSaying("{\"url\":\"reference\",\"valueReference\":%s}".formatted(reference(reference)));
    }

    /** @param period as JSON */
    public EncounterFixture withOther(String reference, String period) {
        return withOtherSaying("{\"url\":\"period\",\"valuePeriod\":%s},{\"url\":\"reference\",\"valueReference\":%s}"
                .formatted(period, reference(reference)));
    }

    /** @param children the extensions inside the entry, as JSON */
    public EncounterFixture withOtherSaying(String children) {
        others.add("{\"url\":\"https://extensions.fhir.zapehr.com/encounter-other-participant\",\"extension\":[%s]}"
                .formatted(children));
        return this;
    }

    public EncounterFixture withRoom(String sid) {
        return withVirtualService(OURS, "\"addressString\":\"%s\"".formatted(sid));
    }

    public EncounterFixture withPlaceholder() {
        return withVirtualService(OURS);
    }

    public EncounterFixture withAnotherVendorsRoom(String address) {
        return withVirtualService(ANOTHER_VENDORS, "\"addressString\":\"%s\"".formatted(address));
    }

    /**
     * A virtual service in the version's own form.
     *
     * @param channelType a Coding as JSON
     * @param properties what else it says, as JSON properties named as in R5: {@code "addressUrl":"https://…"}
     */
    public EncounterFixture withVirtualService(String channelType, String... properties) {
        virtualServices.add("{\"channelType\":%s%s}".formatted(channelType, following(properties)));
        StringBuilder children =
                new StringBuilder("{\"url\":\"channelType\",\"valueCoding\":%s}".formatted(channelType));
        for (String property : properties) {
            children.append(',').append(asExtension(property));
        }
        extensions.add(release -> release.isR5() ? "" : roomExtension(children.toString()));
        return this;
    }

    /** The extension of R4, wherever it is put. */
    public EncounterFixture withRoomExtension(String children) {
        return withExtension(roomExtension(children));
    }

    public EncounterFixture withExtension(String json) {
        extensions.add(release -> json);
        return this;
    }

    public IBaseResource in(FhirRelease release) {
        return release.parse(json(release));
    }

    /** As it goes over the wire. */
    public String json(FhirRelease release) {
        List<String> properties = new ArrayList<>(List.of("\"resourceType\":\"Encounter\""));
        if (!status.apply(release).isEmpty()) {
            properties.add("\"status\":\"%s\"".formatted(status.apply(release)));
        }
        if (virtual) {
            properties.add("\"class\":" + (release.isR5() ? "[{\"coding\":[%s]}]" : "%s").formatted(VIRTUAL));
        }
        scalars.forEach((name, value) -> properties.add("\"%s\":%s".formatted(name, value)));
        addStart(release, properties);
        addList(
                properties,
                "participant",
                participants.stream().map(each -> each.apply(release)).toList());
        addList(properties, "extension", allExtensions(release));
        if (release.isR5()) {
            addList(properties, "virtualService", virtualServices);
        }
        return "{" + String.join(",", properties) + "}";
    }

    private void addStart(FhirRelease release, List<String> properties) {
        if (!start.isEmpty()) {
            properties.add((release.isR5() ? "\"plannedStartDate\":\"%s\"" : "\"period\":{\"start\":\"%s\"}")
                    .formatted(start));
        }
    }

    private List<String> allExtensions(FhirRelease release) {
        List<String> all = new ArrayList<>(
                extensions.stream().map(each -> each.apply(release)).toList());
        if (!others.isEmpty()) {
            all.add("{\"url\":\"https://extensions.fhir.zapehr.com/encounter-other-participants\",\"extension\":[%s]}"
                    .formatted(String.join(",", others)));
        }
        all.removeIf(String::isEmpty);
        return all;
    }

    private static void addList(List<String> properties, String name, List<String> entries) {
        if (!entries.isEmpty()) {
            properties.add("\"%s\":[%s]".formatted(name, String.join(",", entries)));
        }
    }

    private static String following(String... properties) {
        return properties.length == 0 ? "" : "," + String.join(",", properties);
    }

    /** {@code "addressUrl":"x"} as {@code {"url":"addressUrl","valueUrl":"x"}}. */
    private static String asExtension(String property) {
        String name = property.substring(1, property.indexOf('"', 1));
        String type = name.startsWith("address")
                ? name.substring("address".length())
                : name.equals("maxParticipants") ? "PositiveInt" : "String";
        return "{\"url\":\"%s\",\"value%s\":%s}".formatted(name, type, property.substring(property.indexOf(':') + 1));
    }

    private static String roomExtension(String children) {
        return "{\"url\":\"https://extensions.fhir.zapehr.com/encounter-virtual-service-pre-release\",\"extension\":[%s]}"
                .formatted(children);
    }

    private static String reference(String reference) {
        return "{\"reference\":\"%s\"}".formatted(reference);
    }
}
