package org.telemed.hosts;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;

/** How a host is set before anybody says anything about telemedicine. */
public final class HostSettings {

    private HostSettings() {}

    /** A Boot application of that class. It reads no {@code application.yaml}: on the tests' class path that is our server's. */
    public static SpringApplication applicationOf(Class<?> host) {
        return application(host, Stream.concat(NOT_THEIRS.stream(), SECURITY.stream()));
    }

    /** The same for a host that has Spring Security. */
    public static SpringApplication guardedApplicationOf(Class<?> host) {
        return application(host, NOT_THEIRS.stream());
    }

    private static SpringApplication application(Class<?> host, Stream<String> notTheirs) {
        SpringApplication application = new SpringApplication(host);
        application.setDefaultProperties(new LinkedHashMap<>(Map.ofEntries(
                Map.entry("spring.config.name", "host"),
                Map.entry("spring.main.banner-mode", "off"),
                Map.entry("spring.main.allow-circular-references", true),
                Map.entry("spring.main.allow-bean-definition-overriding", false),
                Map.entry("spring.autoconfigure.exclude", notTheirs.collect(Collectors.joining(","))),
                Map.entry("spring.datasource.url", "jdbc:h2:mem:host;DB_CLOSE_DELAY=-1"),
                Map.entry("spring.jpa.open-in-view", false),
                Map.entry("spring.jpa.properties.hibernate.dialect", "ca.uhn.fhir.jpa.model.dialect.HapiFhirH2Dialect"),
                Map.entry("spring.jpa.properties.hibernate.hbm2ddl.auto", "create-only"),
                Map.entry("spring.jpa.properties.hibernate.search.enabled", false),
                Map.entry("server.address", "127.0.0.1"),
                Map.entry("logging.level.root", "warn"),
                Map.entry("logging.level.org.telemed", "info"))));
        return application;
    }

    private static final String AUTO = "org.springframework.boot.autoconfigure.";

    /** What HAPI's libraries, or those of our own server beside them on the class path, would switch on by themselves. */
    private static final List<String> NOT_THEIRS = List.of(
            AUTO + "elasticsearch.ElasticsearchRestClientAutoConfiguration",
            AUTO + "elasticsearch.ElasticsearchClientAutoConfiguration",
            AUTO + "flyway.FlywayAutoConfiguration",
            AUTO + "quartz.QuartzAutoConfiguration",
            AUTO + "thymeleaf.ThymeleafAutoConfiguration",
            AUTO + "security.servlet.UserDetailsServiceAutoConfiguration",
            AUTO + "security.oauth2.server.servlet.OAuth2AuthorizationServerAutoConfiguration",
            AUTO + "security.oauth2.server.servlet.OAuth2AuthorizationServerJwtAutoConfiguration");

    private static final List<String> SECURITY = List.of(
            AUTO + "security.servlet.SecurityAutoConfiguration",
            AUTO + "security.servlet.SecurityFilterAutoConfiguration",
            AUTO + "security.oauth2.resource.servlet.OAuth2ResourceServerAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.security.servlet.ManagementWebSecurityAutoConfiguration");
}
