package org.telemed.server.health;

import ca.uhn.fhir.context.FhirContext;
import java.time.Clock;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.observation.ServerRequestObservationConvention;
import org.telemed.hapi.operation.TelemedOperationProvider;
import org.telemed.plugin.issuer.AccessTokenCheck;
import org.telemed.plugin.lifecycle.TelemedPlugin;

/** The health indicators that Spring Boot does not have. */
@Configuration(proxyBeanMethods = false)
public class HealthConfiguration {

    @Bean
    HealthIndicator twilioHealthIndicator(TelemedPlugin telemed, Clock telemedClock) {
        return telemed.provider()
                .<HealthIndicator>map(provider -> new TwilioHealthIndicator(provider, telemedClock))
                .orElse(() -> Health.unknown().build());
    }

    @Bean
    HealthIndicator sweepHealthIndicator(TelemedPlugin telemed, Clock telemedClock) {
        return telemed.care()
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
