package org.telemed.server.health;

import ca.uhn.fhir.context.FhirContext;
import java.time.Clock;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthContributorRegistry;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.observation.ServerRequestObservationConvention;
import org.telemed.hapi.operation.TelemedOperationProvider;
import org.telemed.plugin.issuer.AccessTokenCheck;
import org.telemed.plugin.lifecycle.TelemedPlugin;
import org.telemed.plugin.settings.VideoVendors;

/** The health indicators that Spring Boot does not have. */
@Configuration(proxyBeanMethods = false)
public class HealthConfiguration {

    /** Registered by hand, because a bean's name would be the same for all vendors. */
    @Bean
    SmartInitializingSingleton videoVendorHealth(
            HealthContributorRegistry registry, VideoVendors vendors, TelemedPlugin telemed, Clock telemedClock) {
        return () -> vendors.chosen()
                .ifPresent(vendor -> registry.registerContributor(
                        vendor.name(),
                        telemed.provider()
                                .<HealthIndicator>map(
                                        provider -> new VideoVendorHealthIndicator(provider, telemedClock))
                                .orElse(() -> Health.unknown().build())));
    }

    @Bean
    HealthIndicator sweepHealthIndicator(TelemedPlugin telemed, Clock telemedClock) {
        return telemed.roomReconciliation()
                .<HealthIndicator>map(care -> new SweepHealthIndicator(care, telemedClock))
                .orElse(() -> Health.unknown().build());
    }

    @Bean
    ServerRequestObservationConvention fhirUriConvention(FhirContext fhir) {
        return new FhirUriConvention(fhir.getResourceTypes(), TelemedOperationProvider.NAMES);
    }

    @Bean
    HealthIndicator issuerHealthIndicator(AccessTokenCheck check) {
        return new IssuerHealthIndicator(check);
    }

    @Bean
    HealthIndicator issuerKeysHealthIndicator(AccessTokenCheck check) {
        return new IssuerKeysHealthIndicator(check);
    }
}
