package org.telemed.faults;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.telemed.acceptance.Answer;
import org.telemed.acceptance.Caller;
import org.telemed.acceptance.EventStream;
import org.telemed.acceptance.GuestBrowser;
import org.telemed.acceptance.Http;
import org.telemed.faults.Visit.Phase;

/** What happens with invitations and their links. */
final class GuestSteps {
    private final Story story;
    private final World world;
    private final Dice dice;

    GuestSteps(Story story) {
        this.story = story;
        this.world = story.world();
        this.dice = story.dice();
    }

    List<Step> all() {
        return List.of(
                Step.of(10, story::hasVisits, () -> invite(story.anyVisit())),
                Step.of(20, this::isALinkUnused, () -> redeem(dice.oneOf(withUnusedLinks()))),
                Step.of(5, this::isALinkBound, this::theGuestComesBack),
                Step.of(5, this::isALinkBound, this::anotherBrowserComes),
                Step.of(5, this::isALinkDead, this::somebodyComesByAnOldLink));
    }

    private List<Visit> withUnusedLinks() {
        return world.visits().stream()
                .filter(visit ->
                        visit.guest().link().isPresent() && !visit.guest().isBound())
                .toList();
    }

    private boolean isALinkUnused() {
        return !withUnusedLinks().isEmpty();
    }

    private List<Visit> withBoundLinks() {
        return world.visits().stream().filter(visit -> visit.guest().isBound()).toList();
    }

    private boolean isALinkBound() {
        return !withBoundLinks().isEmpty();
    }

    private List<Visit> withDeadLinks() {
        return world.visits().stream()
                .filter(visit -> !visit.guest().formerLinks().isEmpty())
                .toList();
    }

    private boolean isALinkDead() {
        return !withDeadLinks().isEmpty();
    }

    /** Again, too: then the old link is dead, and its session over. */
    private void invite(Visit visit) {
        Caller clinic = world.clinic();
        String body = "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"participant\",\"valueReference\":"
                + "{\"reference\":\"" + Person.ANA.reference() + "\"}}]}";
        Answer answer = clinic.send(clinic.request("Encounter/" + visit.id() + "/$invite-telemed-guest")
                .header("Content-Type", Http.FHIR_JSON)
                .POST(BodyPublishers.ofString(body)));
        story.tell("the clinic invites a guest to " + visit, answer);
        story.expect(answer, visit.is(Phase.DELETED) ? 410 : visit.is(Phase.CLOSED) ? 422 : 200);
        if (answer.status() == 200) {
            visit.guest().invited(EventStream.value(answer.json(), "url"));
        } else if (answer.status() == 409 || answer.status() >= 500) {
            visit.guest().isUncertain();
        }
        story.readAgain(visit);
    }

    /** Whether a link of that visit opens anything now. */
    private boolean isUsable(Visit visit) {
        return (visit.is(Phase.OPEN) || visit.is(Phase.PLANNED))
                && visit.hasMember(Person.ANA, world.now())
                && world.decisions(visit).isOpen(Person.ANA);
    }

    private void redeem(Visit visit) {
        GuestBrowser browser = world.aBrowser();
        int expected = isUsable(visit) ? 200 : 404;
        Answer answer = browser.redeems(visit.guest().link().orElseThrow());
        story.tell("the guest presses join for " + visit, answer);
        story.require(answer.status() != 200 || expected == 200, "a dead link was redeemed");
        story.expect(answer, expected);
        if (answer.status() == 200) {
            visit.guest().boundTo(browser);
        } else if (answer.status() >= 500) {
            visit.guest().isUncertain();
        }
    }

    private void theGuestComesBack() {
        Visit visit = dice.oneOf(withBoundLinks());
        int expected = isUsable(visit) ? 200 : 404;
        Answer answer = visit.guest()
                .browser()
                .orElseThrow()
                .redeems(visit.guest().link().orElseThrow());
        story.tell("the guest comes back by the same browser to " + visit, answer);
        story.expect(answer, expected);
    }

    private void anotherBrowserComes() {
        Visit visit = dice.oneOf(withBoundLinks());
        Answer answer = world.aBrowser().redeems(visit.guest().link().orElseThrow());
        story.tell("another browser comes by a link that is bound, for " + visit, answer);
        story.require(answer.status() != 200, "two browsers have one link");
        story.expect(answer, 404);
    }

    private void somebodyComesByAnOldLink() {
        Visit visit = dice.oneOf(withDeadLinks());
        Answer answer = world.aBrowser().redeems(dice.oneOf(visit.guest().formerLinks()));
        story.tell("somebody comes by an old link to " + visit, answer);
        visit.guest().formerBrowser().ifPresent(former -> {
            Answer token = former.asksForToken();
            story.tell("and by the session of one", token);
            story.require(token.status() != 200, "a session outlived its link");
        });
        story.require(answer.status() != 200, "an old link was redeemed");
    }
}
