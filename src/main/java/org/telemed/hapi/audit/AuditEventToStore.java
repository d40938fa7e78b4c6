package org.telemed.hapi.audit;

import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.hl7.fhir.instance.model.api.IBaseResource;

/**
 * An AuditEvent that is to be stored once, in one partition.
 *
 * @param ids the event's id, and behind it those under which it may have been stored before
 * @param saysSo whether a stored resource is that event
 * @param event makes it
 */
public record AuditEventToStore(
        List<UUID> ids, String partition, Predicate<IBaseResource> saysSo, Supplier<IBaseResource> event) {
    UUID id() {
        return ids.get(0);
    }
}
