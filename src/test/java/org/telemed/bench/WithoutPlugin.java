package org.telemed.bench;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Import;
import org.telemed.plugin.settings.TelemedProperties;
import org.telemed.server.ServerSettings;
import org.telemed.server.database.FhirVersionSelector;
import org.telemed.server.database.JpaConfiguration;
import org.telemed.server.demo.DemoConfiguration;
import org.telemed.server.fhir.FhirEndpointConfiguration;
import org.telemed.server.security.SecurityConfiguration;
import org.telemed.server.web.WebConfiguration;

/** The server with the plugin left out; to be run with {@code telemed.enabled=false} and the demo's users. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableConfigurationProperties({ServerSettings.class, TelemedProperties.class})
@Import({
    DemoConfiguration.class,
    FhirVersionSelector.class,
    JpaConfiguration.class,
    FhirEndpointConfiguration.class,
    WebConfiguration.class,
    SecurityConfiguration.class
})
public class WithoutPlugin {

    public static void main(String[] args) {
        SpringApplication.run(WithoutPlugin.class, args);
    }
}
