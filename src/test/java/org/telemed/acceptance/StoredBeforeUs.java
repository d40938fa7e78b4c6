package org.telemed.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.interceptor.api.IInterceptorService;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.fhir.EncounterFixture;
import org.telemed.hapi.encounter.TelemedRoomInterceptor;

/** Encounters from before the plugin was there may say anything about a room. */
public interface StoredBeforeUs extends InThisProcess {

    String OURS = "{\"system\":\"https://fhir.zapehr.com/virtual-service-type\",\"code\":\"twilio-video-group-rooms\"}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "RM",
                "RM0123",
                "RMzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz",
                "RM0123456789abcdef0123456789abcdef",
                "../../Accounts",
                "RM0123456789abcdef0123456789abcdef?x=1",
                "http://evil.example/RM0123456789abcdef0123456789abcdef",
                "\\\" OR 1=1",
            })
    default void an_address_that_is_no_room_of_ours_is_replaced(String address) {
        assertHarmless(aVisitOfJaneWithAdam().withVirtualService(OURS, "\"addressString\":\"" + address + "\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"addressUrl\":\"https://elsewhere.example/room\""})
    default void an_odd_virtual_service_is_replaced(String property) {
        assertHarmless(aVisitOfJaneWithAdam().withVirtualService(OURS, property));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"url\":\"channelType\",\"valueCoding\":CODING},{\"url\":\"addressString\"}",
                "{\"url\":\"channelType\",\"valueCoding\":CODING},{\"url\":\"addressString\",\"valueInteger\":7}",
                "{\"url\":\"channelType\",\"valueCoding\":CODING},{\"url\":\"addressString\",\"valueString\":\"RM1\"},"
                        + "{\"url\":\"addressString\",\"valueString\":\"RM2\"}",
                "{\"url\":\"addressString\",\"valueString\":\"RM1\"},{\"url\":\"channelType\",\"valueCoding\":CODING}",
                "{\"url\":\"channelType\",\"valueString\":\"twilio-video-group-rooms\"}",
                "{\"url\":\"channelType\"}",
                "{\"url\":\"channelType\",\"extension\":[{\"url\":\"channelType\",\"valueCoding\":CODING}]}",
                "{\"url\":\"nothing\",\"valueBoolean\":true}",
            })
    default void a_malformed_extension_is_no_failure(String children) {
        assertHarmless(aVisitOfJaneWithAdam().withRoomExtension(children.replace("CODING", OURS)));
    }

    @org.junit.jupiter.api.Test
    default void of_two_rooms_one_is_documented_afterwards() {
        assertHarmless(aVisitOfJaneWithAdam().withRoom("RM" + "a".repeat(32)).withRoom("RM" + "b".repeat(32)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"url\":\"URL\",\"valueBoolean\":false},{\"url\":\"URL\",\"valueBoolean\":false}",
                "{\"url\":\"URL\",\"valueString\":\"false\"}",
                "{\"url\":\"URL\",\"extension\":[{\"url\":\"URL\",\"valueBoolean\":false}]}",
            })
    default void a_waiting_room_that_cannot_be_read_is_one(String extensions) {
        String id = storedWithoutGuard(
                aVisitOfJaneWithAdam().withExtension(extensions.replace("URL", StoredEncounter.WAITING_ROOM)));
        assertThat(encounterIn(as("adam").createsRoomOn(id)).waitingRooms()).containsExactly("true");
    }

    /** A token is refused, and a create makes it an Encounter like any other. */
    private void assertHarmless(EncounterFixture encounter) {
        String id = storedWithoutGuard(encounter);
        Answer token = changingNothing(() -> as("jane").get("Encounter/" + id + "/$telemed-token"));
        assertThat(token.status()).as(token::toString).isIn(409, 422);
        assertThat(stored(id).version()).isEqualTo("1");
        StoredEncounter created = encounterIn(as("adam").createsRoomOn(id));
        assertThat(twilio().room(created.room()).path("unique_name").asText()).isEqualTo(id);
        assertThat(as("jane").asksForToken(id).parameter("room")).isEqualTo(created.room());
    }

    private String storedWithoutGuard(EncounterFixture encounter) {
        IInterceptorService hooks = inside().getBean(IInterceptorService.class);
        List<Object> guards = hooks.getAllRegisteredInterceptors().stream()
                .filter(TelemedRoomInterceptor.class::isInstance)
                .toList();
        assertThat(guards).isNotEmpty();
        betweenCalls(() -> guards.forEach(hooks::unregisterInterceptor));
        try {
            return aStored(encounter);
        } finally {
            betweenCalls(() -> guards.forEach(hooks::registerInterceptor));
        }
    }
}
