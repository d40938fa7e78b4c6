package org.telemed.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.telemed.fhir.EncounterFixture.aVisit;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.telemed.acceptance.StoredEncounter;
import org.telemed.fhir.FhirRelease;

/** The pages of the console: who can use them, and what they leave in the browser. */
class ConsolePagesTest extends ChromiumTest {

    private static final String MARKUP = "<img src=x onerror='document.title=\\\"hacked\\\"'>";

    ConsolePagesTest() {
        super(FhirRelease.R4);
    }

    @Test
    void the_demo_leads_to_a_sign_in_with_each_user_one_click_away() {
        BrowserWindow window = chromium().newWindow();
        window.opens(root() + "/");
        Accessibility.isGood(window);
        String console = window.sees("a[href$='/console/']").getAttribute("href"); // opens a window of its own
        window.opens(console);
        window.sees("[data-testid=sign-in]");
        Accessibility.isGood(window);
        window.presses("[data-testid=sign-in]");
        window.reads("jane");
        Accessibility.isGood(window);
        window.photographedAs("sign-in");
    }

    @Test
    void every_view_can_be_used_by_everybody() {
        StoredEncounter visit = encounterIn(as("adam").createsRoomFor(aVisitOfJaneWithAdam()));
        VisitConsole list = console().opensList("adam");
        list.window().sees("[data-testid^=visit-]");
        Accessibility.isGood(list.window());

        VisitConsole adam = console().opensVisit("adam", visit.id());
        adam.window().sees("[data-testid=join]");
        Accessibility.isGood(adam.window());
        adam.joins();
        Accessibility.isGood(adam.window());
        adam.window().presses("[data-testid=finish-visit]");
        adam.window().sees("[role=alertdialog]");
        Accessibility.isGood(adam.window());
        adam.window().presses("[data-testid=cancel]");

        VisitConsole eve = console().opensVisit("eve", visit.id());
        eve.window().reads("not part of");
        Accessibility.isGood(eve.window());
    }

    @Test
    void the_readme_shows_a_visit_of_the_demo() {
        VisitConsole jane = console().opensVisit("jane", "visit-in-progress").joins();
        VisitConsole adam =
                console().opensVisit("adam", "visit-in-progress").joins().seesAndHears(1);
        adam.seesPersonAs("Patient/jane-doe", "in-call");
        Pictures.keep("visit-console", adam);
        VisitConsole list = console().opensList("adam");
        list.window().reads("in the call since");
        Pictures.keep("visit-console-list", list);
        jane.leaves();
        adam.leaves();
        VisitConsole early = console();
        early.window().resizedTo(500, 900);
        early.opensVisit("jane", "visit-planned").window().sees("[data-testid=device-check] video");
        Pictures.keep("visit-console-patient", early);
    }

    @Test
    void a_patient_joins_with_the_keyboard_alone() {
        StoredEncounter visit = encounterIn(as("adam").createsRoomFor(aVisitOfJaneWithAdam()));
        VisitConsole jane = console().opensVisit("jane", visit.id());
        WebElement join = jane.window().sees("[data-testid=join]:not([disabled])");
        for (int stop = 0; stop < 40 && !focused(jane).equals("join"); stop++) {
            jane.window().driver().switchTo().activeElement().sendKeys(Keys.TAB);
        }
        assertThat(focused(jane)).isEqualTo("join");
        join.sendKeys(Keys.ENTER);
        jane.isInCall();
    }

    @Test
    void a_phone_shows_all_of_it() {
        StoredEncounter visit = encounterIn(as("adam").createsRoomFor(aVisitOfJaneWithAdam()));
        VisitConsole adam = console();
        adam.window().resizedTo(500, 850); // Chromium's windows are no narrower
        adam.opensVisit("adam", visit.id()).joins();
        assertThat((Boolean) adam.window()
                        .runs("return document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                .isTrue();
        adam.window().sees("[data-testid=leave]");
        adam.window().photographedAs("phone");
        adam.leaves();
    }

    @Test
    void nothing_of_a_session_is_left_in_the_address_the_local_storage_or_the_console() {
        StoredEncounter visit = encounterIn(as("adam").createsRoomFor(aVisitOfJaneWithAdam()));
        chromium().consoleMessages();
        VisitConsole jane = console().opensVisit("jane", visit.id()).joins();
        assertThat(jane.window().address()).isEqualTo(root() + "/console/#/visits/" + visit.id());
        assertThat((Long) jane.window().runs("return localStorage.length")).isZero();
        assertThat((String) jane.window().runs("return document.cookie")).isEmpty();
        assertThat(chromium().consoleMessages())
                .noneMatch(line -> line.contains("eyJ") || line.contains("Doe") || line.contains("SEVERE"));
        jane.window().reloads();
        jane.joins();
    }

    @Test
    void a_name_with_markup_is_text() {
        StoredEncounter visit = encounterIn(as("adam")
                .createsRoomFor(aVisit().inProgress()
                        .with("subject", "{\"reference\": \"Patient/jane-doe\", \"display\": \"" + MARKUP + "\"}")
                        .withParticipant("Practitioner/adam-careful")));
        VisitConsole adam = console().opensVisit("adam", visit.id());
        adam.window().reads("<img src=x");
        assertThat(adam.window().driver().getTitle()).doesNotContain("hacked");
        assertThat(adam.window().has("img[src=x]")).isFalse();
    }

    @Test
    void who_has_no_camera_and_microphone_is_told_and_can_join() {
        StoredEncounter visit = encounterIn(as("adam").createsRoomFor(aVisitOfJaneWithAdam()));
        try (Chromium without = Chromium.start("--use-fake-device-for-media-stream=device-count=0")) {
            VisitConsole jane = new VisitConsole(without.newWindow(), root()).opensVisit("jane", visit.id());
            jane.window().sees("[data-testid=device-problem]");
            Accessibility.isGood(jane.window());
            jane.joins();
        }
    }

    @Test
    void there_is_one_style_and_script_policy_and_no_page_breaks_it() {
        chromium().consoleMessages();
        for (String user : List.of("adam", "jane", "eve")) {
            console().opensList(user);
        }
        assertThat(chromium().consoleMessages())
                .noneMatch(
                        line -> line.contains("Content Security Policy") || line.contains("Content-Security-Policy"));
    }

    private static String focused(VisitConsole console) {
        return String.valueOf(console.window().runs("return document.activeElement.dataset.testid"));
    }
}
