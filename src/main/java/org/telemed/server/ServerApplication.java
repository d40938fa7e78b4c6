package org.telemed.server;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Import;
import org.telemed.plugin.settings.TelemedProperties;
import org.telemed.server.console.ConsoleConfiguration;
import org.telemed.server.console.JoinPageConfiguration;
import org.telemed.server.database.FhirVersionSelector;
import org.telemed.server.database.JpaConfiguration;
import org.telemed.server.demo.DemoConfiguration;
import org.telemed.server.fhir.FhirEndpointConfiguration;
import org.telemed.server.health.HealthConfiguration;
import org.telemed.server.metadata.MetadataConfiguration;
import org.telemed.server.response.ResponseConfiguration;
import org.telemed.server.scope.ScopeConfiguration;
import org.telemed.server.search.QueryCheckConfiguration;
import org.telemed.server.security.SecurityConfiguration;
import org.telemed.server.smart.discovery.SmartDiscoveryConfiguration;
import org.telemed.server.start.StartChecksConfiguration;
import org.telemed.server.web.WebConfiguration;

/** The server's main class, which imports all configurations explicitly. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableConfigurationProperties({ServerSettings.class, TelemedProperties.class})
@Import({
    StartChecksConfiguration.class,
    DemoConfiguration.class, // early: a busy port of the emulator's is known before the long part of the start
    FhirVersionSelector.class,
    JpaConfiguration.class,
    FhirEndpointConfiguration.class,
    ResponseConfiguration.class,
    MetadataConfiguration.class,
    WebConfiguration.class,
    SecurityConfiguration.class,
    SmartDiscoveryConfiguration.class,
    ConsoleConfiguration.class,
    JoinPageConfiguration.class,
    QueryCheckConfiguration.class,
    ScopeConfiguration.class,
    HealthConfiguration.class
})
public class ServerApplication {

    public static void main(String[] args) {
        XmlDefaults.apply();
        SpringApplication.run(ServerApplication.class, args);
    }
}
