package org.telemed.nodes;

import static org.awaitility.Awaitility.await;
import static org.telemed.acceptance.EventStream.value;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.telemed.acceptance.Answer;
import org.telemed.fhir.EncounterFixture;

/**
 * Random stories over two nodes: people arrive, are let in, sent back and sent out, join with tokens new and old, come by
 * links, and are taken off the list, each time through any node. {@code -Dtelemed.nodes.seed=3} tells that one alone.
 */
interface DecisionsAtRandom extends TheWaitingRoomOnBothNodes {
    int STORIES = 4;
    int STEPS = 20;

    @Test
    default void nobody_is_in_against_the_last_decision_longer_than_the_bound() {
        Long one = Long.getLong("telemed.nodes.seed");
        (one == null ? Stream.iterate(0L, seed -> seed + 1).limit(STORIES) : Stream.of(one))
                .forEach(seed -> new Told(this, seed).happens());
    }

    /** One of them. */
    final class Told {
        private static final Map<String, String> WAITING = Map.of(JANE, "jane", TABLET, "tablet");

        private final DecisionsAtRandom nodes;
        private final long seed;
        private final Random random;
        private final String id;
        private final List<String> told = new ArrayList<>();
        private final Map<String, Answer> tokens = new LinkedHashMap<>();
        private final GuestOfAStory ana;

        Told(DecisionsAtRandom nodes, long seed) {
            this.nodes = nodes;
            this.seed = seed;
            this.random = new Random(seed * 0x9E3779B97F4A7C15L + 7);
            this.id = nodes.aVisitWithAWaitingRoom();
            this.ana = new GuestOfAStory(nodes, id, this::node);
        }

        void happens() {
            for (int i = 0; i < STEPS; i++) {
                step();
                settles();
                bothNodesAgree();
            }
        }

        private ServerNode node() {
            return random.nextBoolean() ? nodes.a() : nodes.b();
        }

        private String person() {
            List<String> all = isListed(ANA) ? List.of(JANE, TABLET, ANA) : List.of(JANE, TABLET);
            return all.get(random.nextInt(all.size()));
        }

        private String destination() {
            return random.nextBoolean() ? "out" : "waiting-room";
        }

        private void step() {
            String person = person();
            switch (random.nextInt(14)) {
                case 0, 1, 2, 3 -> {
                    tell("admit " + person, node().as("adam").admits(id, person));
                    asksAndJoins(person);
                }
                case 4 -> asksAndJoins(person);
                case 5, 6 -> tell("dismiss " + person, node().as("adam").dismisses(id, destination(), person));
                case 7 -> returns();
                case 8 -> decidesTwiceAtOnce(person);
                case 9 -> invites();
                case 10, 11 -> comesByLink();
                case 12 -> tell("take off the tablet", replaces(nodes.aVisitOfJaneWithAdam()));
                default ->
                    tell(
                            "put on the tablet",
                            replaces(nodes.aVisitOfJaneWithAdam().withOther(TABLET)));
            }
        }

        private void tell(String what, Answer answer) {
            told.add(what + " -> " + answer.status());
            if (answer.status() >= 500) {
                throw failure("an error: " + answer);
            }
        }

        private Answer replaces(EncounterFixture visit) {
            boolean isKept = isListed(ANA) && random.nextBoolean();
            if (!isKept) {
                ana.isTakenOff();
            }
            EncounterFixture written = isKept ? visit.withParticipant(ANA) : visit;
            return node().as("adam").replaces(id, written.withId(id));
        }

        private void invites() {
            ana.isInvited();
            told.add("invite " + ANA);
        }

        private void comesByLink() {
            if (!ana.hasUnusedLink()) {
                invites();
            }
            Answer answer = ana.redeems();
            tell("redeem the link", answer);
            if (answer.status() != 200) {
                throw failure("a link that is good was refused");
            }
            asksAndJoins(ANA);
            tell("admit " + ANA, node().as("adam").admits(id, ANA));
            asksAndJoins(ANA);
        }

        private void asksAndJoins(String person) {
            boolean admitted = isIn(person) && (!person.equals(ANA) || ana.hasSession());
            Answer answer = person.equals(ANA)
                    ? ana.asksForToken()
                    : node().as(WAITING.get(person)).asksForToken(id);
            tell("ask as " + person, answer);
            if ((answer.status() == 200) != admitted) {
                throw failure("a token was " + answer.status() + ", against " + nodes.decisions(id));
            }
            if (admitted) {
                tokens.put(person, answer);
                nodes.twilio().joins(answer.parameter("room"), answer.parameter("token"));
            }
        }

        private void returns() {
            tokens.forEach((person, token) -> {
                Answer joined = nodes.twilio().joins(token.parameter("room"), token.parameter("token"));
                told.add(person + " joins with an old token -> " + joined.status());
            });
        }

        private void decidesTwiceAtOnce(String person) {
            List<CompletableFuture<Answer>> answers = List.of(
                    nodes.a().http().sendAsync(nodes.a().as("adam").admitting(id, person)),
                    nodes.b().http().sendAsync(nodes.b().as("adam").dismissing(id, destination(), person)));
            answers.forEach(answer -> tell("decide about " + person, answer.join()));
        }

        private boolean isListed(String person) {
            return nodes.as("clinic").reads(id).body().contains(person);
        }

        private boolean isIn(String person) {
            return "accepted".equals(nodes.decisions(id).get(person)) && isListed(person);
        }

        private void settles() {
            try {
                await().atMost(IN_TIME).until(() -> strangers().isEmpty());
            } catch (ConditionTimeoutException late) {
                throw failure(strangers() + " are inside, against " + nodes.decisions(id));
            }
        }

        /** Who is in the room and may not. */
        private Set<String> strangers() {
            Set<String> strangers = new HashSet<>();
            nodes.twilio()
                    .roomsNamed(id)
                    .forEach(room -> strangers.addAll(
                            nodes.twilio().connected(room.path("sid").asText())));
            WAITING.forEach((person, client) -> {
                if (isIn(person)) {
                    strangers.remove(client);
                }
            });
            if (isIn(ANA)) {
                strangers.removeIf(identity -> identity.startsWith("guest-"));
            }
            return strangers;
        }

        private void bothNodesAgree() {
            for (String person : List.of(JANE, TABLET, ANA)) {
                if (isListed(person) && (!person.equals(ANA) || ana.hasSession())) {
                    List<String> states = statuses(person).stream()
                            .map(answer -> value(answer.expecting(200).json(), "state"))
                            .toList();
                    String decision = nodes.decisions(id).getOrDefault(person, "none");
                    if (!states.stream().allMatch(state -> isRight(state, decision))) {
                        throw failure("the nodes say of " + person + " " + states + ", decided was " + decision);
                    }
                }
            }
        }

        private List<Answer> statuses(String person) {
            return person.equals(ANA)
                    ? ana.statuses()
                    : Stream.of(nodes.a(), nodes.b())
                            .map(node -> node.as(WAITING.get(person)).asksForStatus(id))
                            .toList();
        }

        private static boolean isRight(String state, String decision) {
            return switch (decision) {
                case "accepted" -> state.equals("may-join") || state.equals("in-call");
                case "rejected" -> state.equals("dismissed");
                default -> state.equals("waiting");
            };
        }

        private AssertionError failure(String what) {
            return new AssertionError("seed " + seed + " (replay it with -Dtelemed.nodes.seed=" + seed + "): " + what
                    + "\n  " + String.join("\n  ", told));
        }
    }
}
