package org.telemed.core.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.telemed.core.event.TelemedEvents;
import org.telemed.core.setting.InvalidSettingsException;
import org.telemed.core.video.RoomEventReader.Headers;
import org.telemed.core.video.RoomEventReader.Reading;

/** What every {@link VideoVendor} does. Each test starts in an account without rooms. */
public abstract class VideoVendorContract {
    protected static final URI CALLBACK = URI.create("https://telemed.example/telemed/vendor/callback");

    private static final Duration HOUR = Duration.ofHours(1);
    private static final RoomSettings ROOMS = new RoomSettings(HOUR, HOUR, HOUR, Optional.empty(), false);

    /** The vendor, with all that it needs set, callbacks included; the same all through one test. */
    protected abstract VideoVendor vendor();

    /** The same without the setting that callbacks are verified with. */
    protected abstract VideoVendor withoutCallbacks();

    /** The same with another secret, in another account. */
    protected abstract VideoVendor withAnotherSecret();

    /** The same without a setting that it needs. */
    protected abstract VideoVendor incomplete();

    /** Somebody joins with a token; whether the vendor lets them in. */
    protected abstract boolean joins(VideoToken token);

    /** What the vendor sends when that room has ended. */
    protected abstract Sent theEndOf(Room room);

    /** What the vendor sends when something has happened that is nothing to us. */
    protected abstract Sent somethingElseIn(Room room);

    /** A callback on the wire. */
    public record Sent(Map<String, String> headers, String body) {
        Reading readBy(RoomEventReader reader) {
            return reader.read(asked(), body.getBytes(StandardCharsets.UTF_8));
        }

        Headers asked() {
            return name -> Optional.ofNullable(headers.get(name));
        }

        Sent with(String otherBody) {
            return new Sent(headers, otherBody);
        }
    }

    @Test
    void its_name_can_stand_in_a_path() {
        assertThat(vendor().name()).matches("[a-z0-9-]+");
    }

    @Test
    void what_it_is_does_not_depend_on_its_settings() {
        assertThat(incomplete())
                .returns(vendor().name(), VideoVendor::name)
                .returns(vendor().channelType(), VideoVendor::channelType);
    }

    @Test
    void complete_settings_are_enough() {
        assertThat(vendor().invalidSettings()).isEmpty();
        assertThat(withoutCallbacks().invalidSettings()).isEmpty();
    }

    @Test
    void a_missing_setting_is_named_by_its_property() {
        assertThat(incomplete().invalidSettings())
                .isNotEmpty()
                .allSatisfy(setting -> assertThat(setting.name()).contains("."));
    }

    @Test
    void a_rooms_id_is_told_in_any_case() {
        String id = opened("visit-1").id().value();
        assertThat(Stream.of(id, id.toLowerCase(Locale.ROOT), id.toUpperCase(Locale.ROOT)))
                .allMatch(vendor()::isRoomId);
    }

    @Test
    void ids_as_servers_make_them_are_no_rooms_ids() {
        assertThat(Stream.of("1", "visit-1", UUID.randomUUID().toString(), "x".repeat(64)))
                .noneMatch(vendor()::isRoomId);
    }

    @Test
    void a_room_is_the_same_for_every_purpose_and_has_our_callback() {
        Room room = opened("visit-1");
        VideoAccount account = account(vendor());
        assertThat(room.statusCallback()).isEqualTo(CALLBACK.toString());
        for (VideoProvider provider : List.of(account.forUsers(), account.forReconciler(), account.forSweep())) {
            assertThat(provider.findInProgress("visit-1")).map(Room::id).contains(room.id());
        }
    }

    @Test
    void a_sweep_may_read() {
        assertThat(account(vendor()).sweepReadsIn(Duration.ofMinutes(1))).isPositive();
    }

    @Test
    void a_token_lets_its_holder_into_its_room() {
        Room room = opened("visit-1");
        VideoToken token = tokenFor(room);
        assertThat(token).returns("adam", VideoToken::identity).returns(room.id(), VideoToken::room);
        assertThat(joins(token)).isTrue();
        assertThat(account(vendor()).forUsers().connected(room.id()))
                .extracting(RoomParticipant::identity)
                .containsExactly("adam");
    }

    @Test
    void a_token_that_somebody_else_signed_lets_nobody_in() {
        Room room = opened("visit-1");
        Instant now = Instant.now();
        assertThat(joins(account(withAnotherSecret()).tokens().sign(room.id(), "eve", now, now.plus(HOUR))))
                .isFalse();
    }

    @Test
    void no_two_tokens_have_the_same_id() {
        Room room = opened("visit-1");
        assertThat(tokenFor(room).id()).isNotEqualTo(tokenFor(room).id());
    }

    @Test
    void a_hash_is_the_same_on_every_node_and_another_under_another_key() {
        String hash = account(vendor()).hashes().of("identity", "jane");
        assertThat(hash).matches("[0-9a-f]{64}");
        assertThat(account(vendor()).hashes().of("identity", "jane")).isEqualTo(hash);
        assertThat(account(vendor()).hashes().of("record", "jane")).isNotEqualTo(hash);
        assertThat(account(vendor()).hashes().of("identity", "joan")).isNotEqualTo(hash);
        assertThat(account(withAnotherSecret()).hashes().of("identity", "jane")).isNotEqualTo(hash);
    }

    @Test
    void a_signed_callback_is_read() {
        Room room = opened("visit-1");
        Sent sent = theEndOf(room);
        assertThat(reader().isSigned(sent.asked())).isTrue();
        assertThat(sent.readBy(reader()))
                .isInstanceOfSatisfying(
                        Reading.Event.class,
                        event -> assertThat(event.report())
                                .returns(RoomEvent.Kind.ROOM_ENDED, RoomEvent::kind)
                                .returns(room.id(), RoomEvent::room)
                                .returns("visit-1", RoomEvent::roomName));
    }

    @Test
    void what_is_nothing_to_us_is_ignored() {
        assertThat(somethingElseIn(opened("visit-1")).readBy(reader())).isEqualTo(new Reading.Ignored());
    }

    @Test
    void a_callback_that_was_changed_on_the_way_is_not_believed() {
        Sent sent = theEndOf(opened("visit-1"));
        assertThat(sent.with(sent.body().replace("visit-1", "visit-2")).readBy(reader()))
                .isEqualTo(new Reading.BadSignature());
        assertThat(sent.with("").readBy(reader())).isEqualTo(new Reading.BadSignature());
    }

    @Test
    void a_callback_that_somebody_else_signed_is_not_believed() {
        Sent sent = theEndOf(opened("visit-1"));
        assertThat(sent.readBy(account(withAnotherSecret()).callbacks().orElseThrow()))
                .isEqualTo(new Reading.BadSignature());
    }

    @Test
    void a_request_without_the_vendors_headers_is_not_even_read() {
        assertThat(reader().isSigned(name -> Optional.empty())).isFalse();
        assertThat(reader().mediaType()).matches("[a-z]+/[a-z0-9.+-]+");
    }

    @Test
    void callbacks_that_cannot_be_verified_are_not_read() {
        assertThat(vendor().verifiesCallbacks()).isTrue();
        assertThat(withoutCallbacks().verifiesCallbacks()).isFalse();
        assertThat(account(withoutCallbacks()).callbacks()).isEmpty();
    }

    @Test
    void rooms_that_it_cannot_open_are_refused_by_the_name_of_their_setting() {
        vendor().requirePossible(ROOMS);
        Duration never = Duration.ofDays(-1);
        if (limitsRooms()) {
            assertThatThrownBy(() ->
                            vendor().requirePossible(new RoomSettings(never, never, never, Optional.empty(), false)))
                    .isInstanceOfSatisfying(
                            InvalidSettingsException.class,
                            refusal -> assertThat(refusal.settings())
                                    .extracting(setting -> setting.name())
                                    .containsExactly("unusedTimeout", "emptyTimeout", "maxParticipantDuration"));
        }
    }

    /** Whether the vendor has limits for what rooms may be. */
    protected boolean limitsRooms() {
        return true;
    }

    private RoomEventReader reader() {
        return account(vendor()).callbacks().orElseThrow();
    }

    private Room opened(String name) {
        return account(vendor()).forUsers().open(new RoomRequest(name, 10)).orElseThrow();
    }

    private VideoToken tokenFor(Room room) {
        Instant now = Instant.now();
        return account(vendor()).tokens().sign(room.id(), "adam", now, now.plus(HOUR));
    }

    private static VideoAccount account(VideoVendor vendor) {
        return vendor.account(CALLBACK, ROOMS, Clock.systemUTC(), TelemedEvents.SILENT);
    }
}
