package org.telemed.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;
import org.telemed.acceptance.StoredEncounter;
import org.telemed.acceptance.SuiteLog;
import org.telemed.fhir.FhirRelease;

/** The front door, with what does not differ in other versions: who can use its pages, and what they leave in the browser. */
@ExtendWith(SuiteLog.class)
class FrontDoorInR4Test extends ChromiumTest implements FrontDoorFlows {

    /** Resource timing would not do: it has what has ended, and streams do not. */
    private static final String KEEP_REQUESTS = """
            window.requested = [];
            const native = window.fetch;
            window.fetch = (path, settings) => {
              window.requested.push(path);
              return native(path, settings);
            };
            """;

    FrontDoorInR4Test() {
        super(FhirRelease.R4);
    }

    @Override
    protected Stream<String> settings() {
        return Stream.of("telemed.waiting-room.enabled=true");
    }

    @Test
    void every_page_of_the_door_can_be_used_by_everybody() {
        StoredEncounter visit = withRoom(aVisitWithGuardian());
        VisitConsole adam = windowOf("adam", visit);
        VisitConsole jane = windowOf("jane", visit).isTold("waiting");
        Accessibility.isGood(jane.window());
        jane.entersWaitingRoom();
        Accessibility.isGood(jane.window());
        Pictures.keep("waiting-page", jane);
        windowOf("guardian", visit).entersWaitingRoom();

        adam.seesWaiting(JANE, GUARDIAN);
        Accessibility.isGood(adam.window());
        Pictures.keep("waiting-list", adam);
        adam.window().presses("[data-testid=invite]");
        adam.window().sees("[data-testid=invite-form]");
        Accessibility.isGood(adam.window());
        adam.window().photographedAs("invite");
        adam.window().sees("[data-testid=invite-name]").sendKeys("Ana");
        adam.window().presses("[data-testid=invite-send]");
        String link = adam.window().sees("[data-testid=invitation-link]").getAttribute("value");
        Accessibility.isGood(adam.window());
        adam.window().photographedAs("invitation");

        VisitConsole ana = newWindow().opensLink(link);
        Accessibility.isGood(ana.window());
        ana.window().photographedAs("guest");
        ana.redeems().waits();
        Accessibility.isGood(ana.window());
        adam.controls("invitation-done").decides("out", JANE);
        jane.isTold("dismissed");
        Accessibility.isGood(jane.window());
    }

    @Test
    void the_waiting_list_works_with_the_keyboard_alone() {
        StoredEncounter visit = withRoom(aVisitWithGuardian());
        VisitConsole adam = windowOf("adam", visit);
        VisitConsole jane = windowOf("jane", visit).entersWaitingRoom();
        adam.seesWaiting(JANE);
        VisitConsole guardian = windowOf("guardian", visit).entersWaitingRoom();
        adam.seesWaiting(JANE, GUARDIAN);

        pressesByKeyboard(adam, "admit-Patient-jane-doe");
        jane.isInCall();
        adam.seesWaiting(GUARDIAN);
        // The button has gone with its row, and the focus is where the next one can be reached
        await().until(() -> focused(adam).equals("waiting-room"));
        pressesByKeyboard(adam, "out-RelatedPerson-john-doe");
        guardian.isTold("dismissed");
        pressesByKeyboard(adam, "admit-RelatedPerson-john-doe");
        guardian.isTold("may-join");
    }

    @Test
    void an_arrival_is_announced_and_its_sound_can_be_switched_off() {
        StoredEncounter visit = withRoom(aVisitOfJaneWithAdam());
        VisitConsole adam = windowOf("adam", visit);
        adam.controls("sound");
        windowOf("jane", visit).entersWaitingRoom();
        adam.seesWaiting(JANE);
        assertThat(adam.window().sees("[data-testid=announcements]").getAttribute("textContent"))
                .contains("is waiting");
        assertThat(adam.window().runs("return Object.keys(localStorage)")).isEqualTo(List.of("telemed.sound"));
        adam.window().reloads();
        adam.seesWaiting(JANE).window().sees("[data-testid=sound]:not([data-selected])");
        adam.controls("sound");
        assertThat((Long) adam.window().runs("return localStorage.length")).isZero();
    }

    @Test
    void what_opens_a_link_without_pressing_anything_uses_nothing_up() {
        StoredEncounter visit = withRoom(aVisitOfJaneWithAdam());
        VisitConsole adam = windowOf("adam", visit);
        String link = adam.invites("Ana Ruiz", "");
        try (Chromium scanner = Chromium.start()) {
            new VisitConsole(scanner.newWindow(), root())
                    .opensLink(link)
                    .window()
                    .reloads();
        }
        VisitConsole ana = newWindow();
        ana.window()
                .driver()
                .executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", KEEP_REQUESTS));
        ana.opensLink(link);
        assertThat(requested(ana)).containsExactly("console/config.json");
        ana.redeems().waits();
        await().untilAsserted(() -> assertThat(requested(ana))
                .containsExactly(
                        "console/config.json", "telemed/guest/session", "telemed/guest/status", "telemed/guest/token"));
        assertThat((Long) ana.window().runs("return localStorage.length + sessionStorage.length"))
                .isZero();
        assertThat((String) ana.window().runs("return document.cookie")).isEmpty();
    }

    @Test
    void a_link_that_the_server_does_not_know_is_refused_in_words() {
        VisitConsole nobody = newWindow();
        nobody.opensLink(root() + "/join#" + "A".repeat(43))
                .redeems()
                .window()
                .reads("This invitation is not valid here");
        Accessibility.isGood(nobody.window());
        nobody.window().photographedAs("invitation-refused");
        try (Chromium without = Chromium.start()) {
            VisitConsole lost = new VisitConsole(without.newWindow(), root());
            lost.window().opens(root() + "/join");
            lost.window().reads("This invitation is not valid here");
        }
    }

    /** Moves the focus by the tabulator, and presses Enter. */
    private static void pressesByKeyboard(VisitConsole console, String button) {
        console.window().sees("[data-testid=" + button + "]");
        for (int stop = 0; stop < 60 && !focused(console).equals(button); stop++) {
            console.window().driver().switchTo().activeElement().sendKeys(Keys.TAB);
        }
        assertThat(focused(console)).isEqualTo(button);
        console.window().driver().switchTo().activeElement().sendKeys(Keys.ENTER);
    }

    private static String focused(VisitConsole console) {
        return String.valueOf(console.window().runs("return document.activeElement.dataset.testid"));
    }

    /** The paths that the page's scripts have asked for. */
    @SuppressWarnings("unchecked") // the script returns a list of texts
    private static List<String> requested(VisitConsole console) {
        return (List<String>) console.window().runs("return window.requested");
    }
}
