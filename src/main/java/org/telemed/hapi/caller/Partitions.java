package org.telemed.hapi.caller;

import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.jpa.partition.IRequestPartitionHelperSvc;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import java.util.Objects;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.jspecify.annotations.Nullable;

/**
 * Finds the partition of a resource or request, by number, because names can change. The default partition, and every
 * resource in a host without partitions, is the empty string, so that switching partitions on moves nothing.
 */
public final class Partitions {
    private static final String DEFAULT = "";
    private static final String ENCOUNTER = "Encounter";

    private final PartitionSettings settings;
    private final @Nullable IRequestPartitionHelperSvc requests;

    /**
     * The partitions of one host.
     *
     * @param requests determines the partition of a request; null in hosts without partitions
     */
    public Partitions(PartitionSettings settings, @Nullable IRequestPartitionHelperSvc requests) {
        this.settings = settings;
        this.requests = requests;
    }

    /** The partition of a stored resource. */
    public String of(IBaseResource stored) {
        return settings.isPartitioningEnabled()
                ? RequestPartitionId.getPartitionIfAssigned(stored)
                        .map(this::single)
                        .orElse(DEFAULT)
                : DEFAULT;
    }

    /** The partition in which the request reads that Encounter; empty if there are several. */
    public Optional<String> ofRead(RequestDetails request, IIdType encounter) {
        if (!settings.isPartitioningEnabled()) {
            return Optional.of(DEFAULT);
        }
        RequestPartitionId meant = requests().determineReadPartitionForRequestForRead(request, ENCOUNTER, encounter);
        return isSingle(meant) ? Optional.of(single(meant)) : Optional.empty();
    }

    /** The partition in which the request creates the Encounter. */
    public String ofCreate(RequestDetails request, IBaseResource encounter) {
        return settings.isPartitioningEnabled()
                ? single(requests().determineCreatePartitionForRequest(request, encounter, ENCOUNTER))
                : DEFAULT;
    }

    /** A system request in the partitions of the caller's request. */
    public SystemRequestDetails systemFor(RequestDetails request, IIdType encounter) {
        return UnmaskedSystemReadInterceptor.markUnmasked(SystemRequestDetails.forRequestPartitionId(
                requests().determineReadPartitionForRequestForRead(request, ENCOUNTER, encounter)));
    }

    /** A system request in that partition. */
    public SystemRequestDetails system(String partition) {
        if (!settings.isPartitioningEnabled()) {
            return UnmaskedSystemReadInterceptor.markUnmasked(new SystemRequestDetails());
        }
        return UnmaskedSystemReadInterceptor.markUnmasked(
                SystemRequestDetails.forRequestPartitionId(RequestPartitionId.fromPartitionId(
                        partition.equals(DEFAULT) ? settings.getDefaultPartitionId() : Integer.valueOf(partition))));
    }

    /** A system request in all partitions. */
    public SystemRequestDetails systemEverywhere() {
        return settings.isPartitioningEnabled()
                ? UnmaskedSystemReadInterceptor.markUnmasked(SystemRequestDetails.forAllPartitions())
                : system(DEFAULT);
    }

    /** A system request in the partitions to which an Encounter in that partition may refer. */
    public SystemRequestDetails systemForReferences(String partition) {
        return settings.isPartitioningEnabled() && settings.isAllowUnqualifiedCrossPartitionReference()
                ? UnmaskedSystemReadInterceptor.markUnmasked(SystemRequestDetails.forAllPartitions())
                : system(partition);
    }

    /** Whether the partition can exist in this host. */
    public boolean exists(String partition) {
        return settings.isPartitioningEnabled() || partition.equals(DEFAULT);
    }

    private static boolean isSingle(RequestPartitionId meant) {
        return !meant.isAllPartitions()
                && meant.hasPartitionIds()
                && meant.getPartitionIds().size() == 1;
    }

    private String single(RequestPartitionId partition) {
        Integer number = partition.hasPartitionIds() ? partition.getFirstPartitionIdOrNull() : null;
        return number == null || Objects.equals(number, settings.getDefaultPartitionId()) ? DEFAULT : number.toString();
    }

    private IRequestPartitionHelperSvc requests() {
        return Objects.requireNonNull(requests, "a host with partitions tells which a request means");
    }
}
