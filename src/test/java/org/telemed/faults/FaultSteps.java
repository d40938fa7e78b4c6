package org.telemed.faults;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.telemed.acceptance.Answer;

/** What goes wrong. */
final class FaultSteps {
    private static final List<String> MATCHES = List.of(
            "*",
            "POST /v1/Rooms$",
            "POST /v1/Rooms/",
            "POST /v1/Rooms/",
            "POST /v1/Rooms/*/Participants/",
            "GET /v1/Rooms/*/Participants",
            "GET /v1/Rooms/*/Participants",
            "GET /v1/Rooms/",
            "GET /v1/Rooms$");
    private static final List<String> FATES = List.of(
            "'status':503",
            "'status':500",
            "'status':502,'html':true",
            "'status':429",
            "'reset':true",
            "'reset':true,'after':true",
            "'status':503,'after':true",
            "'latencyMs':30");

    private final Story story;
    private final World world;
    private final Dice dice;
    private final ClientSteps clients;

    FaultSteps(Story story, ClientSteps clients) {
        this.story = story;
        this.world = story.world();
        this.dice = story.dice();
        this.clients = clients;
    }

    List<Step> all() {
        return List.of(
                Step.of(14, () -> true, this::twilioFails),
                Step.of(3, () -> true, this::aLaterPageFails),
                Step.of(8, () -> true, this::callbacksGoAstray),
                Step.of(5, () -> true, this::theDatabaseFails),
                Step.of(5, story::hasVisits, this::theNodeDiesAfterACommit),
                Step.of(3, () -> true, this::theNodeRestarts),
                Step.of(6, () -> !world.isCalm(), this::aSweepRunsAmongTheFaults),
                Step.of(30, () -> !world.isCalm(), story::allIsWellAgain),
                Step.of(5, () -> world.vendorIsWell() && story.hasVisits(), this::somebodyEndsTheRoomAtTheConsole),
                Step.of(6, world::vendorIsWell, this::strangersOpenARoom),
                Step.of(5, story::hasVisits, this::somebodyForgesACallback),
                Step.of(12, this::isSomebodyInsideInPeace, this::somebodyIsTakenOffAndPutBackJustInTime));
    }

    private void twilioFails() {
        String fault = "{'match':'%s','skip':%d,'times':%d,%s}"
                .formatted(dice.oneOf(MATCHES), dice.upTo(3), 1 + dice.upTo(4), dice.oneOf(FATES));
        story.tell("Twilio fails: " + fault);
        world.vendorFailsBy(fault);
    }

    private void aLaterPageFails() {
        String fault = "[{'match':'GET /v1/Rooms$','skip':1,'times':1,'status':503},"
                + "{'match':'GET /v1/Rooms$','pageSize':1}]";
        story.tell("the second page of Twilio's list does not come, and a sweep runs");
        world.vendorFailsBy(fault);
        world.node().sweeps();
    }

    private void callbacksGoAstray() {
        String mode = dice.oneOf("drop", "twice", "late", "shuffled");
        story.tell("callbacks: " + mode);
        world.callbacks(mode, 20);
    }

    private void theDatabaseFails() {
        int skip = dice.upTo(4);
        int times = 1 + dice.upTo(2);
        String what = dice.oneOf("read", "AuditEvent", "Encounter", "Task");
        story.tell("the database fails: " + what + ", after " + skip + ", " + times + " times");
        world.isDisturbed();
        if (what.equals("read")) {
            world.storage().failReading(skip, times);
        } else {
            world.storage().failWriting(what, skip, times);
        }
    }

    private void theNodeDiesAfterACommit() {
        story.tell("the node dies right after this commit:");
        world.isDisturbed();
        world.node().losesHints();
        Visit visit = story.anyVisit();
        switch (dice.upTo(3)) {
            case 0 -> clients.finish(visit);
            case 1 -> clients.delete(visit);
            default -> clients.removeSomebody(visit);
        }
        world.node().restarts();
    }

    private void theNodeRestarts() {
        story.tell("the node restarts");
        world.isDisturbed();
        world.node().restarts();
    }

    private void aSweepRunsAmongTheFaults() {
        story.tell("a sweep runs: " + world.node().sweeps());
    }

    private void somebodyEndsTheRoomAtTheConsole() {
        Visit visit = story.anyVisit();
        if (!visit.room().isEmpty() && world.twilio().isInProgress(visit.room())) {
            story.tell("somebody ends at Twilio's console the room of " + visit);
            world.twilio().completed(visit.room());
            world.endedOutside(visit.room());
        }
    }

    private void strangersOpenARoom() {
        boolean ourName = story.hasVisits() && dice.oneIn(2);
        String name = ourName ? story.anyVisit().id() : "strangers-" + dice.upTo(1_000_000);
        if (world.twilio().roomsNamed(name).isEmpty()) {
            String callback = ourName ? "http://localhost:1" : FaultServer.HTTP.root();
            JsonNode room = world.twilio()
                    .opened("UniqueName=" + name
                            + "&EmptyRoomTimeout=60&UnusedRoomTimeout=60&MaxParticipantDuration=86400"
                            + "&StatusCallback=" + callback + "/telemed/twilio/callback");
            String sid = room.path("sid").asText();
            story.tell("strangers open the room " + name + ", " + sid);
            world.twilio()
                    .joins(sid, Strangers.tokenFor(sid, "stranger", world.now()))
                    .expecting(201);
            world.strangers().add(new StrangersRoom(sid, name, Set.of("stranger")));
        }
    }

    private boolean isSomebodyInsideInPeace() {
        return world.isCalm() && !joined().isEmpty();
    }

    private List<Visit> joined() {
        return world.visits().stream()
                .filter(visit -> visit.isJoinable()
                        && !world.twilio().connected(visit.room()).isEmpty())
                .toList();
    }

    private void somebodyForgesACallback() {
        Visit visit = story.anyVisit();
        String event = dice.oneOf("participant-connected", "participant-disconnected", "room-ended");
        String form = "AccountSid=AC" + "0".repeat(32) + "&RoomName=" + visit.id() + "&RoomSid=RM" + "d".repeat(32)
                + "&StatusCallbackEvent=" + event + "&Timestamp=" + world.now() + "&ParticipantSid=PA" + "d".repeat(32)
                + "&ParticipantIdentity=" + Person.EVE.identity();
        Answer answer = FaultServer.HTTP.send(FaultServer.HTTP
                .request("/telemed/twilio/callback", "")
                .header("X-Twilio-Signature", "bm90IHNpZ25lZA==")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
        story.tell("somebody forges a callback, " + event + " for " + visit, answer);
        story.require(answer.status() == 403, "a forged callback was taken");
    }

    /**
     * The keeper has read the Encounter, and waits for Twilio's answer on who is inside; meanwhile the person is put back.
     * They were never to be thrown out.
     */
    private void somebodyIsTakenOffAndPutBackJustInTime() {
        Visit visit = dice.oneOf(joined());
        Set<String> inside = new HashSet<>(world.twilio().connected(visit.room()));
        Map<Person, Instant> before = visit.people();
        story.tell("somebody is taken off " + visit + " and put back just in time");
        String question = "GET /v1/Rooms/" + visit.room() + "/Participants";
        world.twilio().forgetsRequests();
        world.twilio().failsBy("{'match':'" + question + "','latencyMs':60000}");
        clients.put(visit, visit.phase(), Map.of(), "takes everybody off");
        await().pollInterval(Duration.ofMillis(2))
                .until(() -> world.twilio().requests(question).stream()
                        .anyMatch(call -> call.path("inFlight").asBoolean()));
        clients.put(visit, visit.phase(), before, "puts everybody back");
        world.twilio().isWell();
        world.node().comesToRest();
        // whose admission ended meanwhile waits anew
        inside.retainAll(world.mayBeIn(visit));
        story.require(
                world.twilio().connected(visit.room()).containsAll(inside),
                "somebody was thrown out on what was true no longer");
    }
}
