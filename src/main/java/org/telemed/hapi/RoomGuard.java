package org.telemed.hapi;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.jspecify.annotations.Nullable;
import org.telemed.fhir.VirtualServices;

/**
 * Keeps the room on an Encounter the server's: no client sets, changes or drops it, by whatever way it writes. Idempotent,
 * because some hosts fire each storage hook twice.
 */
@Interceptor
public final class RoomGuard {
    private static final String ALLOWED = RoomGuard.class.getName() + ".ALLOWED";

    private final VirtualServices virtualServices;

    /** Guards the Encounters of that FHIR version. */
    public RoomGuard(FhirContext context) {
        this.virtualServices = new VirtualServices(context);
    }

    /** Marks this very object as written by us; a mark that no client can send. */
    static void allow(IBaseResource encounter) {
        encounter.setUserData(ALLOWED, true);
    }

    /** A client's new Encounter has no room yet, whatever it says. */
    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED)
    public void beforeCreate(IBaseResource created) {
        guard(null, created);
    }

    /** A client's change leaves the room as it was; an Encounter that returns from deletion returns without. */
    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED)
    public void beforeUpdate(IBaseResource stored, IBaseResource changed) {
        guard(stored == null || stored.isDeleted() ? null : stored, changed);
    }

    private void guard(@Nullable IBaseResource stored, IBaseResource changed) {
        boolean isEncounter = "Encounter".equals(changed.fhirType());
        if (isEncounter && changed.getUserData(ALLOWED) == null) {
            virtualServices.keepServerOwned(stored, changed);
        }
    }
}
