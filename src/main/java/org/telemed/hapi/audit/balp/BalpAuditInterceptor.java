package org.telemed.hapi.audit.balp;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.HookParams;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.interceptor.executor.InterceptorService;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.IPreResourceShowDetails;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SimplePreResourceShowDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import ca.uhn.fhir.storage.interceptor.balp.BalpAuditCaptureInterceptor;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.jspecify.annotations.Nullable;
import org.telemed.core.audit.AuditActor;
import org.telemed.fhir.audit.AccessKind;
import org.telemed.hapi.audit.AuditEventFailures;
import org.telemed.hapi.audit.RequestActors;
import org.telemed.hapi.caller.CallerRights;
import org.telemed.hapi.caller.Partitions;

/**
 * Audits reads and writes of callers by HAPI's BalpAuditCaptureInterceptor, and what that leaves out: histories, operations
 * and answers to writes that show records. The server's own reads and writes are no caller's. A request never fails
 * because of it.
 */
@Interceptor
public final class BalpAuditInterceptor {
    /** Behind all hooks that mask or hide resources. HAPI subtracts orders, so the largest numbers would overflow. */
    private static final int LAST = 900_000_000;

    private final BalpAuditCaptureInterceptor capture;

    /** Calls the hook for reads, which is not public. */
    private final InterceptorService captureReads = new InterceptorService();

    private final RequestActors actors;
    private final Partitions partitions;
    private final AuditEventFailures failures;
    private final Clock clock;

    /**
     * Audits into that queue.
     *
     * @param failures counts and logs what could not be captured
     */
    public BalpAuditInterceptor(
            Consumer<RecordAccess> queue,
            RequestActors actors,
            Partitions partitions,
            AuditEventFailures failures,
            Clock clock) {
        this.capture = new BalpAuditCaptureInterceptor(new BalpEventSink(queue), new BalpContextServices());
        this.captureReads.registerInterceptor(capture);
        this.actors = actors;
        this.partitions = partitions;
        this.failures = failures;
        this.clock = clock;
    }

    /**
     * Called with a Bundle before its entries are processed. Notes who sent it: of a batch that only reads, HAPI processes
     * the entries on other threads, to which Spring Security's login does not follow.
     */
    @Hook(Pointcut.STORAGE_TRANSACTION_PROCESSING)
    public void bundle(RequestDetails request) {
        if (request instanceof ServletRequestDetails asked) {
            attempt(() -> actorOf(asked));
        }
    }

    /** Called with what an answer is about to show. */
    @Hook(value = Pointcut.STORAGE_PRESHOW_RESOURCES, order = LAST)
    public void shown(IPreResourceShowDetails shown, RequestDetails request) {
        capture(request, shown, asked -> {
            List<IBaseResource> records = AuditedRequest.of(asked).notWrittenNow(shown.getAllResources());
            if (!records.isEmpty() || AuditedRequest.isSearch(asked)) {
                show(asked, records);
            }
        });
    }

    /** Called before the commit. */
    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_CREATED)
    public void created(IBaseResource created, RequestDetails request) {
        write(request, created, null, capture::hookStoragePrecommitResourceCreated);
    }

    /** Called before the commit; in mass ingestion mode without the stored version. */
    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_UPDATED)
    public void updated(@Nullable IBaseResource stored, IBaseResource changed, RequestDetails request) {
        write(
                request,
                changed,
                stored,
                (resource, asked) -> capture.hookStoragePrecommitResourceUpdated(stored, resource, asked));
    }

    /** Called before the commit. */
    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_DELETED)
    public void deleted(IBaseResource deleted, RequestDetails request) {
        write(request, deleted, deleted, capture::hookStoragePrecommitResourceDeleted);
    }

    /** HAPI's hook for a write. */
    @FunctionalInterface
    private interface WriteHook {
        void call(IBaseResource resource, ServletRequestDetails request);
    }

    private void write(RequestDetails request, IBaseResource written, @Nullable IBaseResource stored, WriteHook balp) {
        capture(request, written, asked -> {
            AuditedRequest.of(asked).written(written);
            String partition = partitionOf(stored == null ? written : stored, asked);
            balp.call(written, request(asked, asked.getRestOperationType(), AccessKind.WRITTEN, partition));
        });
    }

    private void show(ServletRequestDetails asked, List<IBaseResource> records) {
        String partition = records.isEmpty() ? "" : partitions.of(records.get(0));
        ServletRequestDetails request =
                request(asked, AuditedRequest.balpReadOf(asked, records.size()), AccessKind.SHOWN, partition);
        captureReads.callHooks(
                Pointcut.STORAGE_PRESHOW_RESOURCES,
                new HookParams()
                        .add(IPreResourceShowDetails.class, new SimplePreResourceShowDetails(records))
                        .add(RequestDetails.class, request)
                        .add(ServletRequestDetails.class, request));
    }

    private BalpRequest request(
            ServletRequestDetails asked, RestOperationTypeEnum operation, AccessKind kind, String partition) {
        return new BalpRequest(
                asked,
                operation,
                AuditedRequest.of(asked).requestId(),
                new BalpRequest.Audited(
                        actorOf(asked), kind, AuditedRequest.interactionOf(asked), partition, clock.instant()));
    }

    private AuditActor actorOf(ServletRequestDetails request) {
        return AuditedRequest.of(request).actor(() -> actors.of(request));
    }

    /** A submitted resource has no partition yet. */
    private String partitionOf(IBaseResource resource, RequestDetails request) {
        String stored = partitions.of(resource);
        return stored.isEmpty()
                ? partitions.ofRead(request, resource.getIdElement()).orElse("")
                : stored;
    }

    private void capture(@Nullable RequestDetails request, Object what, Consumer<ServletRequestDetails> captured) {
        if (!(request instanceof ServletRequestDetails asked) || CallerRights.isCheckOnly(request)) {
            return;
        }
        attempt(() -> {
            if (AuditedRequest.of(asked).isFirstCallFor(what)) {
                captured.accept(asked);
            }
        });
    }

    private void attempt(Runnable captures) {
        try {
            captures.run();
        } catch (RuntimeException | LinkageError failed) {
            failures.notCaptured(failed);
        }
    }
}
