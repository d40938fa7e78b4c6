package org.telemed.plugin;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.telemed.fhir.FhirConfig;
import org.telemed.hapi.DefinitionStore;

/** Where the host wants our definitions in its repository. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("telemed.fhir-config.load")
class FhirConfigConfiguration {
    @Bean
    FhirConfigLoader telemedFhirConfig(DaoRegistry daos, ObjectProvider<PartitionSettings> partitions) {
        FhirConfig config = new FhirConfig(daos.getSystemDao().getContext());
        DefinitionStore store = new DefinitionStore(daos, config, partitions.getIfUnique(PartitionSettings::new));
        return new FhirConfigLoader(config::definitions, store::keep);
    }
}
