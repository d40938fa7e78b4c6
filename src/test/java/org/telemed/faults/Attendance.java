package org.telemed.faults;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.param.DateParam;
import ca.uhn.fhir.rest.param.ParamPrefixEnum;
import ca.uhn.fhir.rest.param.TokenParam;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.AuditEvent;

/** Who came and went: as Twilio knows it, and as the repository does. */
final class Attendance {
    private final World world;
    private final Agreement agreement;

    Attendance(World world) {
        this.world = world;
        this.agreement = new Agreement(world);
    }

    /** Twilio's own record, of every room of the story's visits that is over. */
    List<String> atTwilio() {
        Set<String> visits = world.visits().stream().map(Visit::id).collect(Collectors.toSet());
        return world.twilio().roomsOverSince(world.began()).stream()
                .filter(room -> agreement.isOurs(room) && visits.contains(Agreement.name(room)))
                .flatMap(this::ofRoom)
                .sorted()
                .toList();
    }

    private Stream<String> ofRoom(JsonNode room) {
        return world.twilio().stays(room.path("sid").asText()).stream().flatMap(stay -> {
            String who = line(
                    Agreement.name(room),
                    room.path("sid").asText(),
                    stay.path("sid").asText(),
                    stay.path("identity").asText());
            return Stream.of(
                    who + " joined " + stay.path("start_time").asText(),
                    who + " left " + stay.path("end_time").asText());
        });
    }

    /** The AuditEvents of the story's time. */
    List<String> recorded() {
        SearchParameterMap search = SearchParameterMap.newSynchronous()
                .add("type", new TokenParam("attendance"))
                .add("date", new DateParam(ParamPrefixEnum.GREATERTHAN_OR_EQUALS, Date.from(world.began())));
        return world
                .server()
                .context
                .getBean(DaoRegistry.class)
                .getResourceDao("AuditEvent")
                .search(search, new SystemRequestDetails())
                .getAllResources()
                .stream()
                .map(event -> line((AuditEvent) event))
                .sorted()
                .toList();
    }

    private static String line(AuditEvent event) {
        List<String> entities = event.getEntity().stream()
                .map(entity -> entity.getWhat().getIdentifier().getValue())
                .toList();
        Instant at = event.getRecorded().toInstant().truncatedTo(ChronoUnit.SECONDS);
        return line(
                        entities.get(0).replace("Encounter/", ""),
                        entities.get(1),
                        entities.get(2),
                        event.getAgentFirstRep().getAltId())
                + " " + event.getSubtypeFirstRep().getCode() + " " + at;
    }

    private static String line(String... parts) {
        return String.join(" ", parts);
    }
}
