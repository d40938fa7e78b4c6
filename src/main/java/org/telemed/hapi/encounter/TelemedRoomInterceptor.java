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
 * Keeps the room on an Encounter the server's: no client sets, changes or drops it, by whatever way it writes. Idempotent,
 * because some hosts fire each storage hook twice.
 */
@Interceptor
public final class TelemedRoomInterceptor {
    private static final String ROOM = TelemedRoomInterceptor.class.getName() + ".ROOM";

    private final VirtualServiceMapper virtualServices;
    private final ReplacedEncounter replaced;

    /** Guards the Encounters of that FHIR version, which are read from there where HAPI does not hand them over. */
    public TelemedRoomInterceptor(FhirContext context, Supplier<DaoRegistry> daos, Supplier<Partitions> partitions) {
        this.virtualServices = new VirtualServiceMapper(context);
        this.replaced = new ReplacedEncounter(() -> new EncounterRepository(daos.get(), context, partitions.get()));
    }

    /**
     * What the server itself is about to write.
     *
     * @param hadEntry whether the Encounter had an entry of ours before; if not, what stands in the stored one is kept
     */
    private record Documented(VirtualService room, boolean hadEntry) {}

    /** Marks this very object as written by us, with that room; a mark that no client can send. */
    static void allow(IBaseResource encounter, VirtualService room, boolean hadEntry) {
        encounter.setUserData(ROOM, new Documented(room, hadEntry));
    }

    /** A client's new Encounter has no room yet, whatever it says. */
    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED)
    public void beforeCreate(IBaseResource created) {
        if (isEncounter(created)) {
            guard(null, created);
        }
    }

    /**
     * A client's change leaves the room as it was; an Encounter that returns from deletion returns without. In mass
     * ingestion mode HAPI does not say what is stored.
     */
    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED)
    public void beforeUpdate(@Nullable IBaseResource old, IBaseResource changed, RequestDetails request) {
        if (isEncounter(changed)) {
            IBaseResource before = old == null ? replaced.read(request, changed.getIdElement()) : old;
            guard(before == null || before.isDeleted() ? null : before, changed);
        }
    }

    private void guard(@Nullable IBaseResource before, IBaseResource changed) {
        if (!(changed.getUserData(ROOM) instanceof Documented ours)) {
            virtualServices.keepServerOwned(before, changed);
        } else if (!ours.hadEntry()) {
            virtualServices.remove(changed);
            virtualServices.write(before, changed, ours.room());
        }
    }

    private static boolean isEncounter(IBaseResource resource) {
        return "Encounter".equals(resource.fhirType());
    }
}
