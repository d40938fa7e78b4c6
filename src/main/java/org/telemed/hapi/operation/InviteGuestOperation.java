package org.telemed.hapi.operation;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.hl7.fhir.instance.model.api.IBaseParameters;
import org.hl7.fhir.instance.model.api.IIdType;
import org.jspecify.annotations.Nullable;
import org.telemed.core.caller.Caller;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.invitation.EncounterGuests;
import org.telemed.core.invitation.GuestName;
import org.telemed.core.invitation.GuestRequest;
import org.telemed.core.invitation.GuestRole;
import org.telemed.core.invitation.InviteGuest;
import org.telemed.core.invitation.InvitedGuest;
import org.telemed.core.invitation.Invitee;
import org.telemed.core.invitation.PhoneNumber;
import org.telemed.fhir.guest.InvitationWriter;
import org.telemed.hapi.caller.CallerRateLimiter;
import org.telemed.hapi.caller.CallerRequest;
import org.telemed.hapi.operation.input.OperationInput;

/** Handles {@code $invite-telemed-guest}: on one Encounter, answers with the link, which must not be cached. */
public final class InviteGuestOperation implements OperationHandler<IBaseParameters> {
    private static final Set<String> NAMES = Set.of(
            OperationInput.PARTICIPANT,
            OperationInput.NAME,
            OperationInput.ROLE,
            OperationInput.UNTIL,
            OperationInput.PHONE);

    /** Each one costs money, and reaches somebody's phone. */
    private static final int MESSAGES_PER_MINUTE = 20;

    private final OperationRequests requests;
    private final InviteGuest inviteGuest;
    private final Function<CallerRequest, EncounterGuests> guests;
    private final InvitationWriter writer;
    private final RequestAudit audit;
    private final CallerRateLimiter messages = CallerRateLimiter.perMinute(MESSAGES_PER_MINUTE);

    /** @param guests writes guests with the rights of a request */
    public InviteGuestOperation(
            OperationRequests requests,
            InviteGuest inviteGuest,
            Function<CallerRequest, EncounterGuests> guests,
            FhirContext context,
            RequestAudit audit) {
        this.requests = requests;
        this.inviteGuest = inviteGuest;
        this.guests = guests;
        this.writer = new InvitationWriter(context);
        this.audit = audit;
    }

    @Override
    public IBaseParameters run(ServletRequestDetails request, @Nullable IIdType id, byte @Nullable [] body) {
        Caller caller = requests.callerOf(request);
        requireNothingPersonalInTheUrl(request);
        requireNoIdempotencyKey(request);
        OperationInput input = requests.inputOf(request, body, NAMES);
        if (id == null) {
            throw badRequest("Name the Encounter in the URL.");
        }
        EncounterId encounter = requests.idIn(request, id);
        GuestRequest asked = asked(input);
        asked.phone().ifPresent(phone -> messages.acquire(caller));
        CallerRequest callerRequest = new CallerRequest(request);
        InvitedGuest invited = inviteGuest.invite(
                requests.encountersOf(callerRequest), guests.apply(callerRequest), encounter, caller, asked);
        audit.invited(request, encounter, invited);
        request.getServletResponse().setHeader("Cache-Control", "no-store");
        request.getServletResponse().setHeader("Pragma", "no-cache");
        return writer.write(
                invited.link(),
                invited.admission().person(),
                invited.admission().invitation().orElseThrow().expires(),
                invited.sent());
    }

    /** A second invitation of the same name would be another person. */
    private static void requireNoIdempotencyKey(ServletRequestDetails request) {
        if (request.getHeader("Idempotency-Key") != null) {
            throw badRequest(
                    "Idempotency-Key does not work here. To make sure that somebody is invited once, create the"
                            + " RelatedPerson first and send it as participant: inviting them again makes a new link only.");
        }
    }

    /** URLs are in the logs of proxies. */
    private static void requireNothingPersonalInTheUrl(ServletRequestDetails request) {
        NAMES.stream().filter(request.getParameters()::containsKey).findFirst().ifPresent(name -> {
            throw badRequest("Send " + name + " in the body, as a parameter of Parameters.");
        });
    }

    private GuestRequest asked(OperationInput input) {
        return new GuestRequest(
                invitee(input),
                text(input, OperationInput.ROLE).map(InviteGuestOperation::role),
                text(input, OperationInput.UNTIL).map(InviteGuestOperation::time),
                text(input, OperationInput.PHONE).map(InviteGuestOperation::phone));
    }

    private Invitee invitee(OperationInput input) {
        Optional<String> name = text(input, OperationInput.NAME);
        if (input.participants().size() + name.stream().count() != 1) {
            throw badRequest(
                    "Send either one participant, a reference to who is invited, or the name of somebody who has no"
                            + " resource.");
        }
        return name.<Invitee>map(text -> new Invitee.Named(name(text)))
                .orElseGet(() -> new Invitee.Known(requests.localReference(
                        OperationInput.PARTICIPANT, input.participants().get(0))));
    }

    private static Optional<String> text(OperationInput input, String name) {
        return Optional.ofNullable(input.texts().get(name));
    }

    private static GuestName name(String text) {
        return GuestName.ifValid(text)
                .orElseThrow(() -> badRequest("A name is one line of 1 to " + GuestName.LONGEST
                        + " characters, with a letter or a digit and without control characters."));
    }

    private static GuestRole role(String code) {
        return GuestRole.ofCode(code)
                .orElseThrow(() ->
                        badRequest("The role is a code of http://terminology.hl7.org/CodeSystem/participant-type: "
                                + GuestRole.codes() + "."));
    }

    private static Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException unreadable) {
            throw badRequest("until is an instant with its time zone, such as 2026-11-28T09:00:00Z.");
        }
    }

    private static PhoneNumber phone(String text) {
        return PhoneNumber.ifValid(text)
                .orElseThrow(() -> badRequest("A phone number has the form of E.164, such as +14155550100."));
    }

    private static TelemedException badRequest(String message) {
        return TelemedException.because(Reason.BAD_REQUEST, message);
    }
}
