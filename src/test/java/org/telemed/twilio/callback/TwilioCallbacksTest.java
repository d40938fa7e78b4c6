package org.telemed.twilio.callback;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.core.video.RoomEvent;
import org.telemed.core.video.RoomEvent.Kind;
import org.telemed.core.video.RoomEvent.Stay;
import org.telemed.core.video.RoomEventReader.Headers;
import org.telemed.core.video.RoomEventReader.Reading;
import org.telemed.core.video.RoomEventReader.Reading.BadSignature;
import org.telemed.core.video.RoomEventReader.Reading.Event;
import org.telemed.core.video.RoomEventReader.Reading.Ignored;
import org.telemed.core.video.RoomId;
import org.telemed.twilio.SignedForm;
import org.telemed.twilio.http.TwilioAccount;
import org.telemed.twilio.limits.Providers;

class TwilioCallbacksTest {
    private static final String URL = Providers.CALLBACK.toString();
    private static final Instant AT = Instant.parse("2030-01-01T10:00:00.123Z");
    private static final RoomId ROOM = new RoomId(SignedForm.ROOM);

    private final TwilioCallbacks callbacks = to(Providers.CALLBACK);

    @ParameterizedTest
    @CsvSource({"participant-connected, JOINED", "participant-disconnected, LEFT"})
    void somebody_comes_or_goes(String event, Kind kind) {
        assertThat(read(SignedForm.ofSomebody(event)))
                .isEqualTo(new Event(
                        new RoomEvent(kind, ROOM, "visit-1", AT, Optional.of(new Stay(SignedForm.STAY, "user-adam")))));
    }

    @ParameterizedTest
    @CsvSource({"room-created, ROOM_CREATED", "room-ended, ROOM_ENDED"})
    void a_room_begins_or_ends(String event, Kind kind) {
        assertThat(read(SignedForm.of(event)))
                .isEqualTo(new Event(new RoomEvent(kind, ROOM, "visit-1", AT, Optional.empty())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"track-added", "recording-started", "ROOM-ENDED", "room-ended ", "x"})
    void any_other_event_is_ignored(String event) {
        assertThat(read(SignedForm.ofSomebody(event))).isEqualTo(new Ignored());
    }

    @ParameterizedTest
    @ValueSource(strings = {"AccountSid", "RoomName", "RoomSid", "StatusCallbackEvent", "Timestamp"})
    void what_lacks_something_is_ignored(String field) {
        assertThat(read(SignedForm.of("room-ended").without(field))).isEqualTo(new Ignored());
        assertThat(read(SignedForm.of("room-ended").with(field, ""))).isEqualTo(new Ignored());
        assertThat(read(SignedForm.of("room-ended").with(field, " "))).isEqualTo(new Ignored());
    }

    @ParameterizedTest
    @CsvSource({
        "AccountSid, AC11111111111111111111111111111111",
        "RoomSid, visit-1",
        "RoomSid, RM0000000000000000000000000000000",
        "RoomSid, PA00000000000000000000000000000001",
        "Timestamp, yesterday",
        "Timestamp, 2030-01-01",
        "Timestamp, 1893492000"
    })
    void what_is_malformed_or_somebody_elses_is_ignored(String field, String value) {
        assertThat(read(SignedForm.of("room-ended").with(field, value))).isEqualTo(new Ignored());
    }

    @ParameterizedTest
    @CsvSource({"ParticipantSid, adam", "ParticipantSid, ''", "ParticipantIdentity, ''"})
    void who_cannot_be_told_did_not_come(String field, String value) {
        assertThat(read(SignedForm.ofSomebody("participant-connected").with(field, value)))
                .isEqualTo(new Ignored());
        assertThat(read(SignedForm.ofSomebody("participant-connected").without(field)))
                .isEqualTo(new Ignored());
    }

    @Test
    void the_case_of_an_account_sids_digits_does_not_matter() {
        TwilioAccount account = new TwilioAccount(
                "ACABCDEF" + "0".repeat(26), "SK" + Providers.ZEROS, Providers.SECRET, Optional.of("t"));
        TwilioCallbacks own = TwilioCallbacks.of(account, Providers.CALLBACK).orElseThrow();
        SignedForm form = SignedForm.of("room-ended").with("AccountSid", "ACabcdef" + "0".repeat(26));
        assertThat(read(own, form.encoded(), form.signature(URL, "t"))).isInstanceOf(Event.class);
    }

    @Test
    void names_of_any_letters_are_read_as_they_were_signed() {
        SignedForm form = SignedForm.ofSomebody("participant-connected")
                .with("RoomName", "Zürich + 1 & ½=?")
                .with("ParticipantIdentity", "J\"ürgen\\-😀");
        assertThat(read(form)).isInstanceOfSatisfying(Event.class, event -> {
            assertThat(event.report().roomName()).isEqualTo("Zürich + 1 & ½=?");
            assertThat(event.report().stay()).contains(new Stay(SignedForm.STAY, "J\"ürgen\\-😀"));
        });
    }

    @Test
    void without_a_signature_nothing_is_believed() {
        assertThat(callbacks.isSigned(name -> Optional.empty())).isFalse();
        assertThat(callbacks.read(
                        name -> Optional.empty(),
                        bytes(SignedForm.of("room-ended").encoded())))
                .isEqualTo(new BadSignature());
        assertThat(read(callbacks, SignedForm.of("room-ended").encoded(), "")).isEqualTo(new BadSignature());
    }

    @ParameterizedTest
    @ValueSource(strings = {"RoomName", "RoomSid", "AccountSid", "Timestamp", "StatusCallbackEvent", "SequenceNumber"})
    void a_field_changed_after_signing_is_noticed(String field) {
        SignedForm form = SignedForm.of("room-ended");
        String signature = sign(form);
        assertThat(read(callbacks, form.with(field, "x").encoded(), signature)).isEqualTo(new BadSignature());
    }

    @Test
    void a_field_added_or_taken_away_after_signing_is_noticed() {
        SignedForm form = SignedForm.of("room-ended");
        String signature = sign(form);
        assertThat(read(callbacks, form.encoded() + "&x=y", signature)).isEqualTo(new BadSignature());
        assertThat(read(callbacks, form.without("RoomType").encoded(), signature))
                .isEqualTo(new BadSignature());
    }

    @ParameterizedTest
    @ValueSource(strings = {"&RoomName=visit-2", "&RoomName=visit-1", "&RoomName"})
    void a_field_that_comes_twice_is_not_believed(String again) {
        SignedForm form = SignedForm.of("room-ended");
        assertThat(read(callbacks, form.encoded() + again, sign(form))).isEqualTo(new BadSignature());
        assertThat(read(callbacks, again.substring(1) + "&" + form.encoded(), sign(form)))
                .isEqualTo(new BadSignature());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://telemed.example/telemed/twilio/callback",
                "https://telemed.example/telemed/twilio/callback/",
                "https://telemed.example/telemed/twilio/callback?x=1",
                "https://evil.example/telemed/twilio/callback"
            })
    void what_was_signed_for_another_url_is_not_for_us(String url) {
        SignedForm form = SignedForm.of("room-ended");
        assertThat(read(callbacks, form.encoded(), form.signature(url, Providers.AUTH_TOKEN)))
                .isEqualTo(new BadSignature());
    }

    @Test
    void what_another_token_signed_is_not_twilios() {
        SignedForm form = SignedForm.of("room-ended");
        assertThat(read(callbacks, form.encoded(), form.signature(URL, Providers.SECRET)))
                .isEqualTo(new BadSignature());
    }

    @Test
    void twilio_may_name_the_usual_port() {
        SignedForm form = SignedForm.of("room-ended");
        String url = "https://telemed.example:443/telemed/twilio/callback";
        assertThat(read(callbacks, form.encoded(), form.signature(url, Providers.AUTH_TOKEN)))
                .isInstanceOf(Event.class);
    }

    @Test
    void a_port_of_our_own_is_signed_too() {
        URI url = URI.create("https://telemed.example:8443/x/telemed/twilio/callback");
        SignedForm form = SignedForm.of("room-ended");
        assertThat(read(to(url), form.encoded(), form.signature(url.toString(), Providers.AUTH_TOKEN)))
                .isInstanceOf(Event.class);
    }

    @Test
    void the_signature_is_the_one_that_twilio_documents() {
        TwilioAccount account = new TwilioAccount(
                "AC" + Providers.ZEROS, "SK" + Providers.ZEROS, Providers.SECRET, Optional.of("12345"));
        String form =
                "CallSid=CA1234567890ABCDE&Caller=%2B14158675310&Digits=1234&From=%2B14158675310&To=%2B18005551212";
        assertThat(read(
                        TwilioCallbacks.of(account, URI.create("https://example.com/myapp.php?foo=1&bar=2"))
                                .orElseThrow(),
                        form,
                        "L/OH5YylLD5NRKLltdqwSvS0BnU="))
                .isEqualTo(new Ignored());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&&==&", "%", "%zz=%", "\u0000", "{\"RoomSid\": 1}", "RoomSid"})
    void rubbish_is_refused_without_a_failure(String body) {
        assertThat(read(callbacks, body, "c2lnbmF0dXJl")).isEqualTo(new BadSignature());
    }

    @Test
    void without_an_auth_token_there_are_no_callbacks() {
        TwilioAccount account =
                new TwilioAccount("AC" + Providers.ZEROS, "SK" + Providers.ZEROS, Providers.SECRET, Optional.empty());
        assertThat(TwilioCallbacks.of(account, Providers.CALLBACK)).isEmpty();
    }

    private Reading read(SignedForm form) {
        return read(callbacks, form.encoded(), sign(form));
    }

    private static Reading read(TwilioCallbacks reader, String body, String signature) {
        Headers headers =
                name -> name.equals(TwilioCallbacks.SIGNATURE_HEADER) ? Optional.of(signature) : Optional.empty();
        assertThat(reader.isSigned(headers)).isTrue();
        return reader.read(headers, bytes(body));
    }

    private static byte[] bytes(String body) {
        return body.getBytes(StandardCharsets.UTF_8);
    }

    private static String sign(SignedForm form) {
        return form.signature(URL, Providers.AUTH_TOKEN);
    }

    private static TwilioCallbacks to(URI url) {
        return TwilioCallbacks.of(Providers.at("https://video.twilio.com"), url).orElseThrow();
    }
}
