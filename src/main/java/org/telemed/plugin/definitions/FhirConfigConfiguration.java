package org.telemed.plugin.definitions;

import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.function.SingletonSupplier;
import org.telemed.fhir.definition.FhirConfig;
import org.telemed.hapi.definition.DefinitionInterceptor;
import org.telemed.hapi.definition.DefinitionStore;
import org.telemed.plugin.host.HostBeans;
import org.telemed.plugin.settings.ConditionalOnSetting;

/** Stores our definitions in the host's repository, if telemed.fhir-config.load is set. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnSetting("telemed.fhir-config.load")
public class FhirConfigConfiguration {
    /** Resolves the host's storage at the start of the load, so that a host without one starts all the same. */
    @Bean
    FhirConfigLoader telemedFhirConfig(HostBeans telemedHost, ObjectProvider<PartitionSettings> partitions) {
        Supplier<FhirConfig> config = SingletonSupplier.of(() -> new FhirConfig(telemedHost.context()));
        Supplier<DefinitionStore> store = SingletonSupplier.of(() ->
                new DefinitionStore(telemedHost.daos(), config.get(), partitions.getIfUnique(PartitionSettings::new)));
        return new FhirConfigLoader(
                () -> config.get().definitions(), definition -> store.get().ensureStored(definition));
    }

    /** Registered before the port opens: from then on only the server writes the definitions. */
    @Bean
    SmartInitializingSingleton telemedDefinitionInterceptor(HostBeans telemedHost) {
        Supplier<FhirConfig> config = SingletonSupplier.of(() -> new FhirConfig(telemedHost.context()));
        return () -> telemedHost
                .hooksIfUsable()
                .ifPresent(
                        hooks -> hooks.registerInterceptor(new DefinitionInterceptor(telemedHost.context(), config)));
    }
}
