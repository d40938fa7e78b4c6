package org.telemed.plugin.lifecycle;

import org.telemed.core.audit.AuditQueue;
import org.telemed.hapi.audit.balp.BalpAuditInterceptor;
import org.telemed.hapi.audit.balp.RecordAccess;

/**
 * The audit of reads and writes.
 *
 * @param interceptor of the repository
 */
public record AccessAudit(AuditQueue<RecordAccess> queue, BalpAuditInterceptor interceptor) {}
