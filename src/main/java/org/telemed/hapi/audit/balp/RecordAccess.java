package org.telemed.hapi.audit.balp;

import java.time.Instant;
import java.util.UUID;
import org.telemed.core.audit.AuditActor;
import org.telemed.fhir.audit.AccessKind;

/**
 * A read or write of records that is to be audited.
 *
 * @param id random; the same entry keeps it when it is spilled and replayed
 * @param interaction the code of the FHIR interaction
 * @param partition the number of the records' partition; empty for the default one
 * @param balpEvent the AuditEvent of HAPI's interceptor, in R4 and JSON, whatever version the server speaks
 */
public record RecordAccess(
        UUID id,
        Instant at,
        AuditActor actor,
        AccessKind kind,
        String interaction,
        String partition,
        String balpEvent) {}
