package org.telemed.faults;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.IPreResourceAccessDetails;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.hl7.fhir.instance.model.api.IBaseResource;

/** A database that fails when a story says so: in reading Encounters, or in writing some type of resource. */
@Interceptor
public final class StorageFaults {
    private final ThreadLocal<Boolean> spared = ThreadLocal.withInitial(() -> false);
    private String unreadable = "";
    private String unwritable = "";
    private int well;
    private int failing;

    /** So many reads of Encounters go well, and then so many do not. */
    synchronized void failReading(int skip, int times) {
        heal();
        unreadable = "Encounter";
        well = skip;
        failing = times;
    }

    /** So many writes of that type go well, and then so many do not. */
    synchronized void failWriting(String type, int skip, int times) {
        heal();
        unwritable = type;
        well = skip;
        failing = times;
    }

    synchronized void heal() {
        unreadable = "";
        unwritable = "";
    }

    /** What the test itself wants to know fails never. */
    <T> T spares(Supplier<T> read) {
        spared.set(true);
        try {
            return read.get();
        } finally {
            spared.set(false);
        }
    }

    @Hook(Pointcut.STORAGE_PREACCESS_RESOURCES)
    public void beforeReading(IPreResourceAccessDetails found) {
        if (IntStream.range(0, found.size())
                .anyMatch(i -> found.getResource(i).fhirType().equals(unreadable))) {
            maybeFail();
        }
    }

    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_CREATED)
    public void beforeCreating(IBaseResource created) {
        beforeUpdating(created, created);
    }

    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_UPDATED)
    public void beforeUpdating(IBaseResource before, IBaseResource after) {
        if (after.fhirType().equals(unwritable)) {
            maybeFail();
        }
    }

    private synchronized void maybeFail() {
        if (spared.get()) {
            return;
        }
        if (well > 0) {
            well--;
        } else if (failing > 0) {
            failing--;
            throw new IllegalStateException("the disk is full");
        }
    }
}
