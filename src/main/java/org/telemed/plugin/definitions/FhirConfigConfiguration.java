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

/** Where the host wants our definitions in its repository. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnSetting("telemed.fhir-config.load")
public class FhirConfigConfiguration {
    /** Asks the host for its storage when it begins: one that has none starts all the same. */
    @Bean
    FhirConfigLoader telemedFhirConfig(HostBeans telemedHost, ObjectProvider<PartitionSettings> partitions) {
        Supplier<FhirConfig> config = SingletonSupplier.of(() -> new FhirConfig(telemedHost.context()));
        Supplier<DefinitionStore> store = SingletonSupplier.of(() ->
                new DefinitionStore(telemedHost.daos(), config.get(), partitions.getIfUnique(PartitionSettings::new)));
        return new FhirConfigLoader(
                () -> config.get().definitions(), definition -> store.get().ensureStored(definition));
    }

    /** Stands before the port opens: from then on the definitions are written by the server alone. */
    @Bean
    SmartInitializingSingleton telemedDefinitionInterceptor(HostBeans telemedHost) {
        Supplier<FhirConfig> config = SingletonSupplier.of(() -> new FhirConfig(telemedHost.context()));
        return () -> telemedHost
                .hooksIfUsable()
                .ifPresent(
                        hooks -> hooks.registerInterceptor(new DefinitionInterceptor(telemedHost.context(), config)));
    }
}
