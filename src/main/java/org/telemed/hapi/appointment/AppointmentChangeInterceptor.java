package org.telemed.hapi.appointment;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.function.Consumer;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.jspecify.annotations.Nullable;
import org.telemed.core.appointment.AppointmentId;
import org.telemed.fhir.appointment.AppointmentLink;
import org.telemed.fhir.appointment.AppointmentReader;
import org.telemed.hapi.caller.Partitions;
import org.telemed.hapi.transaction.AfterCommit;

/**
 * Triggers the follower after the commit of a change of an Appointment that matters to its visit, or of its deletion, and of an
 * Encounter by a client that had read it before it followed. The work runs on another thread. Idempotent, because some hosts fire each storage hook twice.
 */
@Interceptor
public final class AppointmentChangeInterceptor {
    private final AppointmentReader reader;
    private final AppointmentLink link;
    private final Consumer<AppointmentId> trigger;
    private final Partitions partitions;

    /** Passes the ids of changed Appointments to that trigger. */
    public AppointmentChangeInterceptor(
            AppointmentReader reader, AppointmentLink link, Consumer<AppointmentId> trigger, Partitions partitions) {
        this.reader = reader;
        this.link = link;
        this.trigger = trigger;
        this.partitions = partitions;
    }

    /** Called for every update; in mass ingestion mode without the stored version. */
    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_UPDATED)
    public void updated(@Nullable IBaseResource stored, IBaseResource changed, RequestDetails request) {
        if (isAppointment(changed) && matters(stored, changed)) {
            String partition = stored == null
                    ? partitions.ofRead(request, changed.getIdElement()).orElse("")
                    : partitions.of(stored);
            afterCommit(new AppointmentId(changed.getIdElement().getIdPart(), partition));
        }
        if (stored != null && "Encounter".equals(changed.fhirType())) {
            String partition = partitions.of(stored);
            link.setBack(stored, changed).forEach(appointment -> afterCommit(appointment.in(partition)));
        }
    }

    /** Called for every delete, also of several by a search. */
    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_DELETED)
    public void deleted(IBaseResource deleted) {
        if (isAppointment(deleted)) {
            afterCommit(new AppointmentId(deleted.getIdElement().getIdPart(), partitions.of(deleted)));
        }
    }

    private boolean matters(@Nullable IBaseResource stored, IBaseResource changed) {
        return stored == null || stored.isDeleted() || !reader.read(stored).equals(reader.read(changed));
    }

    private void afterCommit(AppointmentId id) {
        AfterCommit.run(() -> trigger.accept(id));
    }

    private static boolean isAppointment(IBaseResource resource) {
        return "Appointment".equals(resource.fhirType());
    }
}
