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
 * Which of the host's partitions something is in, by number: a name may change. The default partition, and all there is in
 * a host without partitions, is the empty text, so that switching partitions on moves nothing.
 */
public final class Partitions {
    private static final String DEFAULT = "";
    private static final String ENCOUNTER = "Encounter";

    private final PartitionSettings settings;
    private final @Nullable IRequestPartitionHelperSvc requests;

    /**
     * The partitions of one host.
     *
     * @param requests tells in which partition a request is meant to be served; needed only where there are several
     */
    public Partitions(PartitionSettings settings, @Nullable IRequestPartitionHelperSvc requests) {
        this.settings = settings;
        this.requests = requests;
    }

    /** Where the stored resource is. */
    public String of(IBaseResource stored) {
        return settings.isPartitioningEnabled()
                ? RequestPartitionId.getPartitionIfAssigned(stored)
                        .map(this::single)
                        .orElse(DEFAULT)
                : DEFAULT;
    }

    /** Where the caller means that Encounter to be; empty if they mean several places. */
    public Optional<String> ofRead(RequestDetails request, IIdType encounter) {
        if (!settings.isPartitioningEnabled()) {
            return Optional.of(DEFAULT);
        }
        RequestPartitionId meant = requests().determineReadPartitionForRequestForRead(request, ENCOUNTER, encounter);
        return isSingle(meant) ? Optional.of(single(meant)) : Optional.empty();
    }

    /** Where the caller's new Encounter goes. */
    public String ofCreate(RequestDetails request, IBaseResource encounter) {
        return settings.isPartitioningEnabled()
                ? single(requests().determineCreatePartitionForRequest(request, encounter, ENCOUNTER))
                : DEFAULT;
    }

    /** The server itself, at work wherever the caller means to be. */
    public SystemRequestDetails systemFor(RequestDetails request, IIdType encounter) {
        return UnmaskedSystemReadInterceptor.open(SystemRequestDetails.forRequestPartitionId(
                requests().determineReadPartitionForRequestForRead(request, ENCOUNTER, encounter)));
    }

    /** The server itself, at work in that partition. */
    public SystemRequestDetails system(String partition) {
        if (!settings.isPartitioningEnabled()) {
            return UnmaskedSystemReadInterceptor.open(new SystemRequestDetails());
        }
        return UnmaskedSystemReadInterceptor.open(
                SystemRequestDetails.forRequestPartitionId(RequestPartitionId.fromPartitionId(
                        partition.equals(DEFAULT) ? settings.getDefaultPartitionId() : Integer.valueOf(partition))));
    }

    /** The server itself, where what an Encounter in that partition refers to may be. */
    public SystemRequestDetails systemForReferences(String partition) {
        return settings.isPartitioningEnabled() && settings.isAllowUnqualifiedCrossPartitionReference()
                ? UnmaskedSystemReadInterceptor.open(SystemRequestDetails.forAllPartitions())
                : system(partition);
    }

    /** Whether there can be anything in it. */
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
