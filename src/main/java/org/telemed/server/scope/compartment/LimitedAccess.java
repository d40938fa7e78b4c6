package org.telemed.server.scope.compartment;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.interceptor.auth.IAuthRule;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.telemed.server.smart.CategoryFilter;
import org.telemed.server.smart.Permission;
import org.telemed.server.smart.SmartScope;
import org.telemed.server.smart.SmartScopes;

/**
 * What a caller's limited scopes grant: {@code patient/} scopes on the compartment of the caller's patient, scopes with a
 * category on the resources of that category. Their union is granted, beside what the other scopes grant.
 */
public final class LimitedAccess {
    private static final String KEY = LimitedAccess.class.getName();

    private final SmartScopes all;
    private final List<SmartScope> scopes;
    private final @Nullable String patient;
    private final PatientCompartment compartment;
    private final List<IAuthRule> ofReads;
    private final List<IAuthRule> ofSearches;

    /** @param patient the id of the caller's patient; without one, {@code patient/} scopes grant nothing */
    public LimitedAccess(FhirContext fhir, SmartScopes all, Optional<String> patient) {
        this.all = all;
        this.scopes = all.limited().stream()
                .filter(scope -> patient.isPresent() || scope.context() != SmartScope.Context.PATIENT)
                .toList();
        this.patient = patient.orElse(null);
        this.compartment = new PatientCompartment(fhir);
        LimitedRules rules = new LimitedRules(compartment, scopes, this.patient);
        this.ofReads = rules.build(EnumSet.of(Permission.READ));
        this.ofSearches = rules.build(EnumSet.of(Permission.READ, Permission.SEARCH));
    }

    /** Attaches it to a request; the entries of a batch see it too. */
    public void attachTo(RequestDetails request) {
        request.getUserData().put(KEY, this);
    }

    /** That of a request's caller; it grants nothing if none was attached. */
    public static LimitedAccess of(RequestDetails request) {
        return request.getUserData().get(KEY) instanceof LimitedAccess access ? access : none(request.getFhirContext());
    }

    /** That of a caller without limited scopes. */
    public static LimitedAccess none(FhirContext fhir) {
        return new LimitedAccess(fhir, SmartScopes.NONE, Optional.empty());
    }

    /** Whether there are {@code patient/} scopes, and no patient that they are about. */
    public boolean lacksPatient() {
        return patient == null
                && all.limited().stream().anyMatch(scope -> scope.context() == SmartScope.Context.PATIENT);
    }

    /** Whether it grants nothing at all. */
    public boolean isEmpty() {
        return scopes.isEmpty();
    }

    /** Whether the caller has this on all resources of the type, by scopes without limits. */
    public boolean isWhole(Permission access, String type) {
        return all.allow(access, type);
    }

    /** Whether the caller has this on some resources of the type, but not on all of them. */
    public boolean limits(Permission access, String type) {
        return !isWhole(access, type) && allows(access, type);
    }

    /** Whether it grants this on some resources of the type. */
    public boolean allows(Permission access, String type) {
        return scopes.stream().anyMatch(scope -> scope.allows(access, type) && reaches(scope, access, type));
    }

    private boolean reaches(SmartScope scope, Permission access, String type) {
        if (scope.category() != null && !hasCategory(type)) {
            return false;
        }
        return scope.context() != SmartScope.Context.PATIENT
                || compartment.mayHold(type)
                || (scope.category() == null && compartment.isOpen(access, type));
    }

    private boolean hasCategory(String type) {
        return compartment.fhir().getResourceDefinition(type).getSearchParams().stream()
                .anyMatch(parameter -> parameter.getName().equals(CategoryFilter.PARAMETER));
    }

    /** Whether a search may include resources of the type; which of them it shows is decided for each. */
    public boolean mayInclude(String type) {
        return allows(Permission.SEARCH, type) || allows(Permission.READ, type);
    }

    /** HAPI's rules for a resource that is read by its id. */
    public List<IAuthRule> rulesOfReads() {
        return ofReads;
    }

    /** HAPI's rules for a resource that is found in another way. */
    public List<IAuthRule> rulesOfSearches() {
        return ofSearches;
    }

    /** The patient's compartment that HAPI narrows a search of this type to; empty if it does not, or not well. */
    Optional<String> compartmentOfSearch(String type) {
        return compartment.mayHold(type)
                        && compartment.isNarrowedWellByHapi(type)
                        && patient != null
                        && searching(type).allMatch(scope -> scope.context() == SmartScope.Context.PATIENT)
                ? Optional.of(PatientCompartment.NAME + "/" + patient)
                : Optional.empty();
    }

    /** Adds the conditions without which a search of this type would find more than is granted. */
    void narrow(String type, SearchParameterMap search) {
        if (!isNarrow(type, search)) {
            searchLimits(type).findFirst().ifPresent(limit -> limit.narrow(search));
        }
    }

    /** Whether a search finds nothing but what is granted. */
    boolean isNarrow(String type, SearchParameterMap search) {
        return searchLimits(type).anyMatch(limit -> limit.holdsIn(search));
    }

    /** Each of these is granted; searches of several at once cannot be expressed. */
    private Stream<SearchLimit> searchLimits(String type) {
        return SearchLimit.of(compartment, patient, type, searching(type).toList());
    }

    private Stream<SmartScope> searching(String type) {
        return scopes.stream()
                .filter(scope -> scope.allows(Permission.SEARCH, type) && reaches(scope, Permission.SEARCH, type));
    }
}
