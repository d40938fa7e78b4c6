package org.telemed.server.scope;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.search.cache.ISearchCacheSvc;
import ca.uhn.fhir.jpa.searchparam.matcher.AuthorizationSearchParamMatcher;
import ca.uhn.fhir.jpa.searchparam.matcher.SearchParamMatcher;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.telemed.core.caller.ClaimReader;
import org.telemed.core.membership.LocalReferences;
import org.telemed.fhir.element.FhirElements;
import org.telemed.fhir.element.PeriodReader;
import org.telemed.plugin.settings.TelemedProperties;
import org.telemed.server.scope.compartment.CompartmentNarrowingInterceptor;
import org.telemed.server.scope.compartment.HiddenResourcesInterceptor;
import org.telemed.server.scope.compartment.LimitedPageInterceptor;
import org.telemed.server.scope.compartment.LimitedSearchInterceptor;
import org.telemed.server.scope.compartment.PatientContext;
import org.telemed.server.scope.compartment.StoredVersionInterceptor;

/** Authorization by scopes on the FHIR server. */
@Configuration(proxyBeanMethods = false)
public class ScopeConfiguration {
    /** Asks for the storage when the first request needs it. */
    @Bean
    ScopeAuthorization scopeAuthorization(
            FhirContext fhir, TelemedProperties settings, Clock telemedClock, ObjectProvider<DaoRegistry> daos) {
        LocalReferences references = new LocalReferences(List.of(settings.fhirBase()));
        PatientContext patients = new PatientContext(
                new ClaimReader(settings.security().profileClaims(), references),
                references,
                new PeriodReader(new FhirElements(fhir), settings.zone()),
                fhir,
                daos::getObject,
                telemedClock);
        return new ScopeAuthorization(patients::patientOf);
    }

    /**
     * Registers what needs HAPI's storage and search parameters, which are created late, before the port opens.
     */
    @Bean
    SmartInitializingSingleton storageAuthorization(
            RestfulServer server,
            ScopeAuthorization authorization,
            ISearchParamRegistry registry,
            SearchParamMatcher matcher,
            ISearchCacheSvc searches,
            DaoRegistry daos) {
        HiddenResourcesInterceptor hidden = new HiddenResourcesInterceptor(authorization);
        return () -> {
            authorization.setAuthorizationSearchParamMatcher(new AuthorizationSearchParamMatcher(matcher));
            server.registerInterceptor(new SearchAuthorization(server.getFhirContext(), registry));
            server.registerInterceptor(new EntryFormInterceptor(server.getFhirContext()));
            server.registerInterceptor(new CompartmentNarrowingInterceptor());
            server.registerInterceptor(new LimitedSearchInterceptor());
            server.registerInterceptor(hidden);
            server.registerInterceptor(new OthersVisitInterceptor(authorization, server.getFhirContext()));
            server.registerInterceptor(new StoredVersionInterceptor(daos, hidden));
            server.registerInterceptor(new LimitedPageInterceptor(searches, daos, hidden));
        };
    }
}
