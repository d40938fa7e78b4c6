package org.telemed.plugin.wiring;

import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import jakarta.servlet.Servlet;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.util.function.SingletonSupplier;
import org.telemed.core.caller.ClaimReader;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.hapi.caller.CallerResolver;
import org.telemed.plugin.caller.CallerResolverSelector;
import org.telemed.plugin.settings.ConditionalOnSetting;
import org.telemed.plugin.settings.SettingsCheck;
import org.telemed.plugin.settings.TelemedProperties;
import org.telemed.plugin.settings.VideoVendors;
import org.telemed.zapehr.ZapehrApi;

/** Registers the servlets of the ZapEHR-compatible API, if it is enabled. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnSetting("telemed.zapehr-api.enabled")
class ZapehrApiConfiguration {
    private static final int SOME_BODY = 1 << 20;

    /** Uses ObjectProviders, because servlets are registered before the repository is created. */
    @Bean
    ServletContextInitializer telemedZapehrApi(
            Environment environment,
            VideoVendors telemedVendors,
            ObjectProvider<CallerResolverSelector> callers,
            ObjectProvider<JpaStorageSettings> storage) {
        return host -> servlets(environment, telemedVendors, callers, storage)
                .forEach((path, servlet) ->
                        host.addServlet("telemed " + path, servlet).addMapping(path));
    }

    private static Map<String, ? extends Servlet> servlets(
            Environment environment,
            VideoVendors vendors,
            ObjectProvider<CallerResolverSelector> callers,
            ObjectProvider<JpaStorageSettings> storage) {
        Optional<String> problem = SettingsCheck.problem(environment, vendors);
        if (problem.isPresent()) {
            // The operations, which refuse everything then, are reached all the same
            return ZapehrApi.servlets("", () -> notConfigured(problem.get()), SOME_BODY);
        }
        TelemedProperties properties = SettingsCheck.properties(environment);
        Supplier<CallerResolver> resolver = () -> callers.getObject()
                .reading(new ClaimReader(
                        properties.security().profileClaims(),
                        TelemedWiring.localReferences(properties, storage.getObject())));
        int largestBody = Math.toIntExact(properties.limits().body().toBytes());
        return ZapehrApi.servlets(properties.fhirBase(), SingletonSupplier.of(resolver), largestBody);
    }

    private static CallerResolver notConfigured(String problem) {
        throw TelemedException.because(
                Reason.NOT_CONFIGURED, "Telemed is not configured. Ask the operator to set: " + problem);
    }
}
