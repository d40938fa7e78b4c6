package org.telemed.server.scope;

import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.util.BundleUtil;
import ca.uhn.fhir.util.bundle.BundleEntryParts;
import java.util.EnumSet;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseBundle;
import org.hl7.fhir.instance.model.api.IBaseOperationOutcome;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.jspecify.annotations.Nullable;
import org.telemed.server.scope.compartment.LimitedAccess;
import org.telemed.server.smart.Permission;
import org.telemed.server.smart.SmartScopes;

/**
 * What the scopes mean for each FHIR interaction.
 *
 * <p>{@code r}: read, version read, history of one resource. {@code s}: search, history of a type. {@code c}, {@code u}
 * (a patch and a create by update too) and {@code d}: writes. What a write stores is shown with {@code r} only; a
 * conditional write needs {@code s} too. The telemed operations are let through with the scope that
 * they need at least, and look closer themselves; every other operation is for {@code system/*.cruds} alone.
 *
 * <p>Scopes that are limited, to a patient's compartment for example, let a caller ask; what they show is decided for each
 * resource, by {@link LimitedAccess HAPI's rules}. They grant no history but that of one resource.
 */
record ScopeRules(SmartScopes scopes, LimitedAccess limited) {

    private static final Set<Permission> ANY_READ = EnumSet.of(Permission.READ, Permission.SEARCH);

    /** Whether a request, or one write inside it, may go on. */
    boolean allowRequest(
            RestOperationTypeEnum operation,
            RequestDetails request,
            @Nullable IBaseResource input,
            @Nullable IIdType inputId,
            Pointcut pointcut) {
        String type = type(request, input, inputId, pointcut);
        if (pointcut == Pointcut.STORAGE_CASCADE_DELETE) {
            return allow(Permission.DELETE, type);
        }
        return switch (operation) {
            case METADATA, GET_PAGE -> true; // each resource on a page is asked for on its way out
            case READ, VREAD, HISTORY_INSTANCE -> allowSome(Permission.READ, type);
            case SEARCH_TYPE -> allowSome(Permission.SEARCH, type);
            case HISTORY_TYPE -> allow(Permission.SEARCH, type);
            case SEARCH_SYSTEM, HISTORY_SYSTEM -> scopes.allowOnEverything(Permission.SEARCH);
            case CREATE -> allow(isByUpdate(request) ? Permission.UPDATE : Permission.CREATE, type);
            case UPDATE, PATCH -> allow(Permission.UPDATE, type);
            case DELETE -> pointcut != Pointcut.STORAGE_PRE_DELETE_EXPUNGE && allow(Permission.DELETE, type);
            case TRANSACTION -> allowEntries(request, input);
            case EXTENDED_OPERATION_INSTANCE, EXTENDED_OPERATION_TYPE, EXTENDED_OPERATION_SERVER ->
                allowOperation(request.getOperation(), type);
            default -> allowUnlisted();
        };
    }

    /** Whether a resource may be shown. */
    boolean allowAnswer(RestOperationTypeEnum operation, RequestDetails request, IBaseResource output) {
        return switch (operation) {
            case EXTENDED_OPERATION_INSTANCE, EXTENDED_OPERATION_TYPE, EXTENDED_OPERATION_SERVER ->
                OperationScope.of(request.getOperation())
                        .map(telemed -> telemed.allowedBy(scopes))
                        .orElseGet(this::allowUnlisted);
            default -> {
                String type = request.getFhirContext().getResourceType(output);
                yield output instanceof IBaseOperationOutcome
                        || (isRead(operation) ? allowWritten(type) : allowFound(type));
            }
        };
    }

    /** Whether it names the resource: to search the type is not enough then. */
    static boolean isRead(RestOperationTypeEnum operation) {
        return switch (operation) {
            case READ, VREAD, HISTORY_INSTANCE -> true;
            default -> false;
        };
    }

    boolean allowUnlisted() {
        return scopes.areUnlimited();
    }

    /** Whether the answer to a write may show what is stored. */
    boolean allowWritten(String type) {
        return scopes.allow(Permission.READ, type);
    }

    /** Whether a caller may see a resource that a search or a read found. */
    boolean allowFound(String type) {
        return scopes.allowAny(ANY_READ, type);
    }

    /** Whether a caller may learn that a resource of this type is there: who may delete it learns that anyway. */
    boolean allowNamed(String type) {
        return allowFound(type) || scopes.allow(Permission.DELETE, type);
    }

    /** Each write is asked for again when it is stored, each read when it is made; this keeps surprises out before. */
    private boolean allowEntries(RequestDetails request, @Nullable IBaseResource bundle) {
        return !(bundle instanceof IBaseBundle entries)
                || BundleUtil.toListOfEntries(request.getFhirContext(), entries).stream()
                        .allMatch(parts -> allowEntry(request, parts));
    }

    /** What EntryFormInterceptor refuses goes on to it, for callers who may do so much that its reason tells them nothing. */
    private boolean allowEntry(RequestDetails request, BundleEntryParts parts) {
        BundleEntry entry = BundleEntry.of(parts);
        if (entry.isOperation()) {
            return allowOperation(entry.operation(), entry.type());
        }
        if (BundleEntry.isIncomplete(parts)) {
            return !scopes.granted().isEmpty();
        }
        if (entry.isForNobody() || !entry.isOfItsType(request.getFhirContext(), parts)) {
            return scopes.allowAllOnEverything();
        }
        return entry.accesses().stream().anyMatch(access -> allowEntry(access, entry));
    }

    private boolean allowEntry(Permission access, BundleEntry entry) {
        return entry.isHistory() ? allow(access, entry.type()) : allowSome(access, entry.type());
    }

    private boolean allowOperation(@Nullable String name, @Nullable String type) {
        return OperationScope.of(name)
                .map(operation -> operation.allowedBy(scopes, limited, type))
                .orElseGet(this::allowUnlisted);
    }

    /** Whether it is allowed on some resources of the type. */
    private boolean allowSome(Permission access, @Nullable String type) {
        return type != null && (scopes.allow(access, type) || limited.allows(access, type));
    }

    private boolean allow(Permission access, @Nullable String type) {
        return type != null && scopes.allow(access, type);
    }

    private static boolean isByUpdate(RequestDetails request) {
        return request.getRequestType() == RequestTypeEnum.PUT || request.getRequestType() == RequestTypeEnum.PATCH;
    }

    /** On the way in the URL names the type: a body may be anything. In the storage the resource does. */
    private static @Nullable String type(
            RequestDetails request, @Nullable IBaseResource input, @Nullable IIdType inputId, Pointcut pointcut) {
        if (pointcut == Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED && request.getResourceName() != null) {
            return request.getResourceName();
        }
        if (input != null) {
            return request.getFhirContext().getResourceType(input);
        }
        return inputId == null ? null : inputId.getResourceType();
    }
}
