package org.telemed.faults;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Task;
import org.telemed.acceptance.Caller;
import org.telemed.acceptance.Emulator;
import org.telemed.acceptance.GuestBrowser;
import org.telemed.acceptance.MovingClock;

/** A server, its database and its Twilio, and the visits and strangers' rooms of one story. */
final class World {
    /** A sweep's interval, and how long a create may take to document its room. */
    private static final Duration A_MINUTE = Duration.ofSeconds(61);

    /** How long a callback may be on its way on a busy machine. */
    private static final Duration CALLBACK_TAKES = Duration.ofSeconds(2);

    /** Nothing of an earlier story is left after a day. */
    private static final Duration A_DAY = Duration.ofHours(26);

    private static final String TASKS = "https://hapi-fhir-telemed.org/fhir/CodeSystem/telemed-task";
    private static final String ENCOUNTERS = "https://hapi-fhir-telemed.org/fhir/NamingSystem/encounter";

    private String lastEndedOutside = "";
    private long endedOutsideAt;

    private final FaultServer server;
    private final Emulator twilio;
    private final Node node;
    private final MovingClock clock;
    private final List<Visit> visits = new ArrayList<>();
    private final List<StrangersRoom> strangers = new ArrayList<>();
    private final Instant began;
    private boolean vendorIsWell = true;
    private boolean callbacksCome = true;
    private boolean calm = true;

    World(FaultServer server) {
        this.server = server;
        this.twilio = server.twilio();
        this.node = new Node(server.context);
        this.clock = server.context.getBean("telemedClock", MovingClock.class);
        this.began = begin();
        clinic().put(Person.ANA.reference(), """
                {"resourceType": "RelatedPerson", "id": "ana-ruiz", "patient": {"reference": "Patient/jane-doe"}}""");
    }

    private Instant begin() {
        allIsWell();
        twilio.roomsInProgress()
                .forEach(room -> twilio.completed(room.path("sid").asText()));
        node.restarts();
        timePasses(A_DAY);
        calm = true;
        return clock.instant();
    }

    Instant began() {
        return began;
    }

    Instant now() {
        return clock.instant();
    }

    Emulator twilio() {
        return twilio;
    }

    Node node() {
        return node;
    }

    StorageFaults storage() {
        return server.storage;
    }

    FaultServer server() {
        return server;
    }

    List<Visit> visits() {
        return visits;
    }

    List<StrangersRoom> strangers() {
        return strangers;
    }

    /** Whoever writes Encounters. */
    Caller clinic() {
        return server.with(server.tokenWith(Map.of("sub", "clinic", "scope", "system/*.cruds")));
    }

    GuestBrowser aBrowser() {
        return new GuestBrowser(server);
    }

    Caller as(Person person) {
        return server.with(server.tokenWith(person.claims()));
    }

    /** For everybody: Twilio first, so that no token is from the future. */
    void timePasses(Duration time) {
        twilio.timePasses(time.toString());
        clock.advance(time);
    }

    void vendorFailsBy(String faults) {
        twilio.failsBy(faults);
        vendorIsWell = false;
        calm = false;
    }

    void callbacks(String mode, int delayMs) {
        twilio.callbacks(mode, delayMs);
        callbacksCome = mode.equals("deliver") || mode.equals("twice");
        calm = calm && callbacksCome;
    }

    /** From now on only what is safe can be expected, and not what is complete. */
    void isDisturbed() {
        calm = false;
    }

    boolean vendorIsWell() {
        return vendorIsWell;
    }

    /** Nothing failed since the last sweep: then everything is as it should be without another. */
    boolean isCalm() {
        return calm;
    }

    /** The server learns of it by a callback, and gives tokens for the room until that has arrived. */
    void endedOutside(String room) {
        lastEndedOutside = room;
        endedOutsideAt = System.nanoTime();
    }

    boolean hasJustEndedOutside(String room) {
        return room.equals(lastEndedOutside) && System.nanoTime() - endedOutsideAt < CALLBACK_TAKES.toNanos();
    }

    /** Whatever failed works again; nothing is mended yet. */
    void allIsWell() {
        twilio.isWell();
        storage().heal();
        twilio.callbacks("deliver", 0);
        vendorIsWell = true;
        callbacksCome = true;
    }

    /** All is well again, and by the time the next sweep is due it runs. */
    void heals() {
        allIsWell();
        timePasses(A_MINUTE);
        node.comesToRest();
        node.sweeps();
        calm = true;
    }

    /** The last decisions that were stored, as the Tasks say them: one for each person. */
    Decisions decisions(Visit visit) {
        return storage().spares(() -> {
            SearchParameterMap search = SearchParameterMap.newSynchronous()
                    .add("code", new TokenParam(TASKS, "admission"))
                    .add("group-identifier", new TokenParam(ENCOUNTERS, visit.id()));
            return new Decisions(
                    daos().getResourceDao("Task").search(search, new SystemRequestDetails()).getAllResources().stream()
                            .map(Task.class::cast)
                            .collect(Collectors.toMap(
                                    task -> Person.of(task.getRequester().getReference()),
                                    task -> task.getStatus().toCode())));
        });
    }

    /** Who may be in its room now, by the identities that Twilio knows. */
    Set<String> mayBeIn(Visit visit) {
        return visit.letIn(now(), decisions(visit)).stream()
                .map(visit::identityOf)
                .collect(Collectors.toSet());
    }

    private DaoRegistry daos() {
        return server.context.getBean(DaoRegistry.class);
    }

    /** The Encounter as it is stored; empty if it is deleted. */
    Optional<Encounter> stored(Visit visit) {
        return storage().spares(() -> {
            try {
                return Optional.of((Encounter) daos().getResourceDao("Encounter")
                        .read(new IdType("Encounter", visit.id()), new SystemRequestDetails()));
            } catch (ResourceGoneException deleted) {
                return Optional.empty();
            }
        });
    }
}
