package org.telemed.fhir;

import ca.uhn.fhir.context.FhirContext;
import java.util.Locale;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.telemed.core.participant.AttendanceLog.Entry;
import org.telemed.core.participant.Profile;

/**
 * Writes down as an AuditEvent that somebody came into an Encounter's room or left it, recorded at the vendor's time. The
 * person is named as the vendor knows them; the issue record says who that is.
 */
public final class AttendanceWriter {
    private static final String ATTENDANCE = "attendance";

    private final AuditEventForm form;

    public AttendanceWriter(FhirContext context) {
        this.form = new AuditEventForm(context);
    }

    /**
     * The event, not yet stored and without id.
     *
     * @param sourceObserver what vouches for it: this server's FHIR base
     */
    public IBaseResource write(Entry entry, String sourceObserver) {
        IBaseResource event = form.event(entry.at(), sourceObserver);
        form.type(event, TelemedUrls.EVENT_SYSTEM, ATTENDANCE);
        form.subtype(event, TelemedUrls.EVENT_SYSTEM, entry.kind().name().toLowerCase(Locale.ROOT));
        IBase agent = form.agent(event);
        form.refer(agent, "who", TelemedUrls.IDENTITY_SYSTEM, entry.identity());
        form.alternativeId(agent, entry.identity());
        form.entity(event, new Profile("Encounter", entry.encounter().value()));
        form.entity(event, TelemedUrls.VIDEO_ROOM_SYSTEM, entry.room().value());
        form.entity(event, TelemedUrls.VIDEO_STAY_SYSTEM, entry.stay());
        return event;
    }
}
