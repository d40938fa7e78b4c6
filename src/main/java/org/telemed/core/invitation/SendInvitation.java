package org.telemed.core.invitation;

import java.net.URI;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.waiting.Admission;

/** Sends the link of an invitation that is stored, and records that it was sent. If that fails, the invitation stands. */
public final class SendInvitation {
    private static final Set<Reason> NOBODY_CAN_TELL = EnumSet.of(Reason.PROVIDER_TIMEOUT, Reason.PROVIDER_DOWN);

    private final Optional<InvitationSender> sender;
    private final SentInvitations records;
    private final Consumer<TelemedException> onFailure;
    private final Clock clock;

    /**
     * @param sender empty if this server sends nothing
     * @param onFailure is called if an invitation could not be sent
     */
    public SendInvitation(
            Optional<InvitationSender> sender,
            SentInvitations records,
            Consumer<TelemedException> onFailure,
            Clock clock) {
        this.sender = sender;
        this.records = records;
        this.onFailure = onFailure;
        this.clock = clock;
    }

    /** @throws TelemedException BAD_REQUEST if this server sends nothing */
    void requireSender() {
        if (sender.isEmpty()) {
            throw TelemedException.because(
                    Reason.BAD_REQUEST,
                    "This server sends no invitations. Leave the phone number out, and pass the link on yourself.");
        }
    }

    /** Whether it was sent; false also if nobody can tell. */
    boolean send(Admission admission, PhoneNumber phone, URI link) {
        Sending sending = sender.map(service -> send(service, admission, phone, link)).orElse(Sending.REFUSED);
        records.record(admission, sending, clock.instant());
        return sending == Sending.SENT;
    }

    private Sending send(InvitationSender service, Admission admission, PhoneNumber phone, URI link) {
        try {
            service.send(phone, link, admission.invitation().orElseThrow().expires());
            return Sending.SENT;
        } catch (TelemedException failed) {
            onFailure.accept(failed);
            return NOBODY_CAN_TELL.contains(failed.reason()) ? Sending.UNKNOWN : Sending.REFUSED;
        }
    }
}
