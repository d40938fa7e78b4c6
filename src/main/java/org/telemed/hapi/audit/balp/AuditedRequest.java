package org.telemed.hapi.audit.balp;

import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.jspecify.annotations.Nullable;
import org.telemed.core.audit.AuditActor;

/** Who sent a request, what was audited of it so far, and what kind of request it is. */
final class AuditedRequest {
    private static final String KEY = AuditedRequest.class.getName();

    private final Set<String> written = new HashSet<>();

    /** The entries of a batch are processed by several threads. */
    private final Map<Thread, Object> last = new HashMap<>();

    private final Optional<String> requestId;
    private @Nullable AuditActor actor;

    private AuditedRequest(RequestDetails request) {
        this.requestId = Optional.ofNullable(request.getRequestId());
    }

    static AuditedRequest of(RequestDetails request) {
        return (AuditedRequest) request.getUserData().computeIfAbsent(KEY, none -> new AuditedRequest(request));
    }

    /** Who sent it. Asked once for each request: in some hosts the access token is checked to tell. */
    synchronized AuditActor actor(Supplier<AuditActor> asked) {
        if (actor == null) {
            actor = asked.get();
        }
        return actor;
    }

    /** The id of the whole request. */
    Optional<String> requestId() {
        return requestId;
    }

    /** False if the hook is called for the same again: some hosts call each storage hook twice. */
    synchronized boolean isFirstCallFor(Object what) {
        return last.put(Thread.currentThread(), what) != what;
    }

    synchronized void written(IBaseResource resource) {
        written.add(keyOf(resource));
    }

    /** Those that the request has not written itself: the answer to a write shows what is audited as written. */
    synchronized List<IBaseResource> notWrittenNow(List<IBaseResource> shown) {
        return shown.stream()
                .filter(resource -> !written.contains(keyOf(resource)))
                .toList();
    }

    private static String keyOf(IBaseResource resource) {
        return resource.fhirType() + "/" + resource.getIdElement().getIdPart();
    }

    /** Whether the request is a search, which is audited also if it finds nothing. */
    static boolean isSearch(RequestDetails request) {
        return switch (operationOf(request)) {
            case SEARCH_TYPE, SEARCH_SYSTEM, GET_PAGE -> true;
            default -> false;
        };
    }

    /** As what HAPI's interceptor, which knows reads and searches alone, is to audit it. */
    static RestOperationTypeEnum balpReadOf(RequestDetails request, int records) {
        RestOperationTypeEnum operation = operationOf(request);
        return switch (operation) {
            case SEARCH_TYPE, SEARCH_SYSTEM, GET_PAGE -> operation;
            case READ, VREAD -> records == 1 ? operation : RestOperationTypeEnum.SEARCH_TYPE;
            case CREATE, UPDATE, PATCH -> records == 1 ? RestOperationTypeEnum.READ : RestOperationTypeEnum.SEARCH_TYPE;
            default -> RestOperationTypeEnum.SEARCH_TYPE;
        };
    }

    /** The code of FHIR's interactions. */
    static String interactionOf(RequestDetails request) {
        RestOperationTypeEnum operation = operationOf(request);
        return switch (operation) {
            case VREAD -> namesVersion(request) ? operation.getCode() : RestOperationTypeEnum.READ.getCode();
            case READ,
                    SEARCH_TYPE,
                    SEARCH_SYSTEM,
                    HISTORY_INSTANCE,
                    HISTORY_TYPE,
                    HISTORY_SYSTEM,
                    CREATE,
                    UPDATE,
                    PATCH,
                    DELETE,
                    TRANSACTION -> operation.getCode();
            case GET_PAGE -> RestOperationTypeEnum.SEARCH_TYPE.getCode();
            default -> "operation";
        };
    }

    /** HAPI calls each read in a Bundle a vread. */
    private static boolean namesVersion(RequestDetails request) {
        String path = request.getRequestPath();
        return path != null && path.contains("/_history/");
    }

    /** A request that did not come through HAPI's server says none. */
    private static RestOperationTypeEnum operationOf(RequestDetails request) {
        RestOperationTypeEnum operation = request.getRestOperationType();
        return operation == null ? RestOperationTypeEnum.EXTENDED_OPERATION_SERVER : operation;
    }
}
