package org.telemed.server.database;

import ca.uhn.fhir.batch2.jobs.config.Batch2JobsConfig;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings.IdStrategyEnum;
import ca.uhn.fhir.jpa.api.config.ThreadPoolFactoryConfig;
import ca.uhn.fhir.jpa.batch2.JpaBatch2Config;
import ca.uhn.fhir.jpa.config.HapiJpaConfig;
import ca.uhn.fhir.jpa.config.util.HapiEntityManagerFactoryUtil;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.jpa.model.config.SubscriptionSettings;
import ca.uhn.fhir.jpa.subscription.channel.config.SubscriptionChannelConfig;
import com.zaxxer.hikari.HikariDataSource;
import jakarta.persistence.EntityManagerFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.orm.jpa.JpaProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.telemed.plugin.settings.TelemedProperties;
import org.telemed.server.error.EntryFailureRecorder;
import org.telemed.server.start.StartCheck;

/** HAPI's storage: its settings, its entity manager and its transactions. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(JpaProperties.class)
@Import({
    HapiJpaConfig.class,
    JpaBatch2Config.class,
    Batch2JobsConfig.class,
    SubscriptionChannelConfig.class, // gives the broker that batch jobs need
    ThreadPoolFactoryConfig.class
})
public class JpaConfiguration {

    @Bean
    static StartCheck fhirVersionCheck() {
        return FhirVersionSelector.startCheck();
    }

    @Bean
    static StartCheck databaseCheck() {
        return new DatabaseCheck();
    }

    @Bean
    static StartCheck databaseSettings() {
        return DatabaseCheck.settingsCheck();
    }

    /** Whatever pool settings there are besides. */
    @Bean
    static BeanPostProcessor databaseConnectionProperties(Environment settings) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                if (bean instanceof HikariDataSource pool && pool.getJdbcUrl() != null) {
                    Database.of(pool.getJdbcUrl())
                            .map(database -> database.connectionProperties(pool.getJdbcUrl(), settings))
                            .orElse(Map.of())
                            .forEach(pool::addDataSourceProperty);
                }
                return bean;
            }
        };
    }

    @Bean
    static BeanPostProcessor entryFailures() {
        return new EntryFailureRecorder();
    }

    @Bean
    JpaStorageSettings storageSettings(TelemedProperties server) {
        JpaStorageSettings storage = new JpaStorageSettings();
        storage.setResourceServerIdStrategy(IdStrategyEnum.UUID);
        storage.setTreatBaseUrlsAsLocal(Set.of(server.fhirBase()));
        // Some thousand rows at the first start, for a feature that nobody here uses
        storage.setWriteToSearchParamIdentityTable(false);
        // Needs Hibernate Search, which is off: a job ten minutes after the start would fail at each ValueSet
        storage.setPreExpandValueSets(false);
        return storage;
    }

    @Bean
    SubscriptionSettings subscriptionSettings() {
        return new SubscriptionSettings();
    }

    @Bean
    PartitionSettings partitionSettings() {
        return new PartitionSettings();
    }

    @Bean
    @Primary
    LocalContainerEntityManagerFactoryBean entityManagerFactory(
            ConfigurableListableBeanFactory beans,
            FhirContext fhir,
            JpaStorageSettings storage,
            DataSource database,
            JpaProperties jpa,
            @Value("${" + DatabaseCheck.URL + "}") String url) {
        LocalContainerEntityManagerFactoryBean factory =
                HapiEntityManagerFactoryUtil.newEntityManagerFactory(beans, fhir, storage);
        factory.setPersistenceUnitName("telemed");
        factory.setDataSource(database);
        Map<String, Object> properties = new HashMap<>(jpa.getProperties());
        Database.of(url).ifPresent(kind -> {
            properties.putIfAbsent("hibernate.dialect", kind.dialect());
            properties.keySet().removeAll(kind.replacedProperties());
            properties.putAll(kind.prepare(database));
        });
        factory.getJpaPropertyMap().putAll(properties);
        return factory;
    }

    /** Spring Data asks for this very name. */
    @Bean
    @Primary
    JpaTransactionManager transactionManager(EntityManagerFactory factory) {
        return new JpaTransactionManager(factory);
    }
}
