package org.telemed.hapi.encounter;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.function.Supplier;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.jspecify.annotations.Nullable;
import org.telemed.core.encounter.VirtualService;
import org.telemed.fhir.encounter.VirtualServiceMapper;
import org.telemed.hapi.caller.Partitions;

/**
 * Protects the room on an Encounter, and what it says of a waiting room: no client write of any kind sets, changes or
 * drops them. Idempotent, because some hosts fire each storage hook twice.
 */
@Interceptor
public final class TelemedRoomInterceptor {
    private static final String ROOM = TelemedRoomInterceptor.class.getName() + ".ROOM";

    private final VirtualServiceMapper virtualServices;
    private final ReplacedEncounter replaced;

    /**
     * An interceptor for that FHIR version, which reads a stored Encounter if HAPI does not pass it to the hook.
     *
     * @param virtualServices reads and writes the rooms that it protects, which are one vendor's
     */
    public TelemedRoomInterceptor(
            FhirContext context,
            VirtualServiceMapper virtualServices,
            Supplier<DaoRegistry> daos,
            Supplier<Partitions> partitions) {
        this.virtualServices = virtualServices;
        this.replaced = new ReplacedEncounter(
                () -> new EncounterRepository(daos.get(), context, partitions.get(), virtualServices));
    }

    /**
     * The room that the server itself is about to write.
     *
     * @param hadEntry whether the written Encounter had an entry of ours; if not, the rest of the stored entry is kept
     */
    private record Documented(VirtualService room, boolean hadEntry) {}

    /** Marks this object as written by the server with that room; a client cannot send this mark. */
    static void allow(IBaseResource encounter, VirtualService room, boolean hadEntry) {
        encounter.setUserData(ROOM, new Documented(room, hadEntry));
    }

    /** Removes room and waiting room from an Encounter that a client creates. */
    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED)
    public void beforeCreate(IBaseResource created) {
        if (isEncounter(created)) {
            restoreRoom(null, created);
        }
    }

    /**
     * Puts the stored room and waiting room back into a client's update. An Encounter restored after a deletion has no room; what
     * it said of a waiting room holds again, or people who were waiting would walk in. In mass ingestion mode HAPI passes no
     * stored resource.
     */
    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED)
    public void beforeUpdate(@Nullable IBaseResource old, IBaseResource changed, RequestDetails request) {
        if (isEncounter(changed)) {
            ReplacedEncounter.Replaced before = replaced.of(old, request, changed.getIdElement());
            restoreRoom(before.stored(), changed);
            if (before.deleted() != null) {
                virtualServices.keepWaitingRoom(replaced.beforeDeletion(request, before.deleted()), changed);
            }
        }
    }

    private void restoreRoom(@Nullable IBaseResource before, IBaseResource changed) {
        if (changed.getUserData(ROOM) instanceof Documented ours) {
            complete(before, changed, ours);
        } else {
            virtualServices.keepServerOwned(before, changed);
        }
    }

    /** A write of the server's own may carry content that a client submitted. */
    private void complete(@Nullable IBaseResource before, IBaseResource changed, Documented ours) {
        if (!ours.hadEntry()) {
            virtualServices.remove(changed);
            virtualServices.write(before, changed, ours.room());
        }
        if (ours.room().waitingRoom().isEmpty()) {
            virtualServices.keepWaitingRoom(before, changed);
        }
    }

    private static boolean isEncounter(IBaseResource resource) {
        return "Encounter".equals(resource.fhirType());
    }
}
