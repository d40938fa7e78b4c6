package org.telemed.hapi.operation;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.IInterceptorBroadcaster;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.searchparam.extractor.ISearchParamWithInlineReferencesExtractor;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.jspecify.annotations.Nullable;
import org.telemed.core.caller.Caller;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.membership.LocalReferences;
import org.telemed.core.membership.ResourceReference;
import org.telemed.fhir.encounter.EncounterReader;
import org.telemed.hapi.caller.CallerRateLimiter;
import org.telemed.hapi.caller.CallerRequest;
import org.telemed.hapi.caller.CallerResolver;
import org.telemed.hapi.caller.CallerRights;
import org.telemed.hapi.caller.Partitions;
import org.telemed.hapi.encounter.ColumnLengthCheck;
import org.telemed.hapi.encounter.EncounterRepository;
import org.telemed.hapi.encounter.JpaEncounterAccess;
import org.telemed.hapi.encounter.JpaSubmittedEncounter;
import org.telemed.hapi.encounter.ReferenceCheck;
import org.telemed.hapi.operation.input.OperationInput;
import org.telemed.hapi.operation.input.OperationInputReader;

/**
 * Reads from a request what every operation needs: the caller, the input, and access to Encounters with the caller's
 * rights.
 */
public final class OperationRequests {
    private final CallerResolver callers;
    private final Optional<CallerRateLimiter> rateLimit;
    private final OperationInputReader inputs;
    private final EncounterRepository repository;
    private final EncounterReader reader;
    private final CallerRights rights;
    private final ReferenceCheck references;
    private final ColumnLengthCheck lengths;
    private final EncounterResponse answer;
    private final RequestAudit audit;
    private final LocalReferences localReferences;

    /**
     * Uses the beans of one host.
     *
     * @param rateLimit empty if a caller may send as many requests as they like
     * @param inlineReferences resolves conditional references; null if the host has none
     * @param largestBody in bytes
     */
    public OperationRequests(
            FhirContext context,
            DaoRegistry daos,
            JpaStorageSettings settings,
            IInterceptorBroadcaster storageHooks,
            EncounterReader reader,
            LocalReferences localReferences,
            CallerResolver callers,
            Optional<CallerRateLimiter> rateLimit,
            Partitions partitions,
            @Nullable ISearchParamWithInlineReferencesExtractor inlineReferences,
            RequestAudit audit,
            long largestBody) {
        this.callers = callers;
        this.rateLimit = rateLimit;
        this.audit = audit;
        this.localReferences = localReferences;
        this.inputs = new OperationInputReader(context, largestBody);
        this.repository = new EncounterRepository(daos, context, partitions, reader.virtualServices());
        this.reader = reader;
        this.rights = new CallerRights(storageHooks);
        this.lengths = new ColumnLengthCheck(context, settings);
        this.answer = new EncounterResponse(context);
        this.references = new ReferenceCheck(context, daos, settings, localReferences, partitions, inlineReferences);
    }

    /** The caller of a request, which counts for their rate limit. */
    Caller callerOf(ServletRequestDetails request) {
        Caller known = callers.callerOf(request)
                .filter(caller -> !caller.userId().isBlank())
                .orElseThrow(OperationRequests::noLogin);
        rateLimit.ifPresent(limit -> limit.acquire(known));
        return known;
    }

    /** The caller of an earlier request of that caller's, if it still is theirs. */
    Caller sameCaller(ServletRequestDetails request, Caller before) {
        return callers.callerOf(request)
                .filter(caller -> caller.userId().equals(before.userId())
                        && caller.issuer().equals(before.issuer()))
                .orElseThrow(OperationRequests::noLogin);
    }

    private static TelemedException noLogin() {
        return TelemedException.because(
                Reason.LOGIN_REQUIRED, "This needs an access token. Get one and send it as Bearer token.");
    }

    /** @param names the parameters that the operation takes at this level */
    OperationInput inputOf(ServletRequestDetails request, byte @Nullable [] body, Set<String> names) {
        return inputs.read(request, body, names);
    }

    JpaEncounterAccess encountersOf(CallerRequest request) {
        return new JpaEncounterAccess(repository, reader, rights, request, audit.roomWritesOf(request.operation()));
    }

    JpaSubmittedEncounter submittedEncounter(CallerRequest request, IBaseResource encounter) {
        IIdType id = encounter.getIdElement();
        String partition = id.hasIdPart()
                ? repository
                        .placed(request.operation(), new EncounterId(id.getIdPart()))
                        .partition()
                : repository.partitionOfNew(request.operation(), encounter);
        return new JpaSubmittedEncounter(
                encounter,
                partition,
                repository,
                reader,
                references,
                lengths,
                rights,
                request,
                audit.roomWritesOf(request.operation()));
    }

    /** The answer with the stored Encounter, according to the request's Prefer header. */
    IBaseResource answer(ServletRequestDetails request, IBaseResource stored) {
        return answer.to(request, stored);
    }

    /** The answer with the id of a stored Encounter that the caller may not read. */
    IBaseResource answer(ServletRequestDetails request, EncounterId stored) {
        return answer.withId(request, stored);
    }

    /**
     * The resource of this server to which a parameter refers.
     *
     * @throws TelemedException BAD_REQUEST for a version, another server, or no reference
     */
    ResourceReference localReference(String parameter, String sent) {
        return localReferences
                .read(sent)
                .filter(reference -> !sent.contains("/_history/"))
                .orElseThrow(() -> TelemedException.because(
                        Reason.BAD_REQUEST,
                        "A " + parameter + " is no reference to a person on this server, such as Patient/123."));
    }

    /** The id of the Encounter in the URL, with the partition of the request. */
    EncounterId idIn(ServletRequestDetails request, IIdType path) {
        if (path.hasVersionIdPart()) {
            throw TelemedException.because(
                    Reason.BAD_REQUEST,
                    "This works on the current version of an Encounter only. Leave the version off.");
        }
        return placed(request, new EncounterId(String.valueOf(path.getIdPart())));
    }

    EncounterId placed(ServletRequestDetails request, EncounterId id) {
        return repository.placed(request, id);
    }
}
