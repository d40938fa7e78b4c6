package org.telemed.plugin.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.FhirVersionEnum;
import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.interceptor.executor.InterceptorService;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.provider.ResourceProviderFactory;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.oauth2.server.resource.authentication.AbstractOAuth2TokenAuthenticationToken;
import org.telemed.core.caller.ClaimReader;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.membership.LocalReferences;
import org.telemed.hapi.caller.CallerResolver;
import org.telemed.hapi.encounter.TelemedRoomInterceptor;
import org.telemed.hapi.operation.TelemedOperationProvider;
import org.telemed.plugin.caller.CallerResolverSelector;
import org.telemed.plugin.lifecycle.TelemedPlugin;
import org.telemed.plugin.observe.SweepEndpoint;
import org.telemed.plugin.wiring.TelemedAutoConfiguration;

/** Hosts that lack something, or have too much: they start, their log says what is wrong, and the operations answer 503. */
@ExtendWith(OutputCaptureExtension.class)
class OddHostsTest {
    private static final String ZEROS = "0".repeat(32);

    private final ApplicationContextRunner plugin = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(TelemedAutoConfiguration.class))
            .withPropertyValues("telemed.sweep.enabled=false");
    private final ApplicationContextRunner configured = plugin.withPropertyValues(
            "telemed.public-url=https://fhir.example.org",
            "telemed.twilio.account-sid=AC" + ZEROS,
            "telemed.twilio.api-key-sid=SK" + ZEROS,
            "telemed.twilio.api-key-secret=" + "secret".repeat(6));

    @Test
    void a_host_with_everything_is_ready(CapturedOutput log) {
        configured
                .withUserConfiguration(Storage.class, Hooks.class, Users.class)
                .run(host -> {
                    assertThat(telemed(host).problem()).isEmpty();
                    assertThat(host.getBean(IInterceptorService.class).getAllRegisteredInterceptors())
                            .hasAtLeastOneElementOfType(TelemedRoomInterceptor.class);
                    assertThat(operationsOf(host)).isTrue();
                });
        assertThat(log).doesNotContain("ERROR");
    }

    @Test
    void switched_off_it_is_not_there(CapturedOutput log) {
        configured
                .withUserConfiguration(Storage.class, Hooks.class)
                .withPropertyValues("telemed.enabled=false")
                .run(host -> {
                    assertThat(host).hasNotFailed().doesNotHaveBean(TelemedPlugin.class);
                    assertThat(host.getBean(IInterceptorService.class).getAllRegisteredInterceptors())
                            .isEmpty();
                    assertThat(operationsOf(host)).isFalse();
                });
        assertThat(log).doesNotContainIgnoringCase("telemed is");
    }

    /** As the sample configuration has them, before anybody has set them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "telemed.enabled",
                "telemed.public-url",
                "telemed.twilio.auth-token",
                "telemed.zapehr-api.enabled",
                "telemed.fhir-config.load",
                "telemed.rooms.max-participants",
                "telemed.security.issuer-uri"
            })
    void with_a_placeholder_that_nothing_fills(String setting) {
        configured
                .withUserConfiguration(Storage.class, Hooks.class, Users.class)
                .withPropertyValues(setting + "=${NOTHING_FILLS_THIS}")
                .run(host -> {
                    assertThat(host).hasNotFailed();
                    assertThat(telemed(host).problem()).isPresent();
                });
    }

    @Test
    void without_storage(CapturedOutput log) {
        configured.run(host -> assertProblem(host, log, "a HAPI JPA server", "DaoRegistry"));
    }

    @Test
    void without_storage_for_the_definitions_that_it_is_to_hold(CapturedOutput log) {
        configured
                .withPropertyValues("telemed.fhir-config.load=true")
                .run(host -> assertProblem(host, log, "a HAPI JPA server", "DaoRegistry"));
    }

    @Test
    void without_a_system_dao(CapturedOutput log) {
        configured
                .withUserConfiguration(Hooks.class)
                .withBean(FhirContext.class, FhirContext::forR4Cached)
                .withBean(DaoRegistry.class, FhirContext.forR4Cached())
                .withBean(JpaStorageSettings.class)
                .run(host -> assertProblem(host, log, "a HAPI JPA server", "system DAO"));
    }

    @Test
    void with_a_database_of_another_fhir_version(CapturedOutput log) {
        EntityManagerFactory database = mock(EntityManagerFactory.class, RETURNS_DEEP_STUBS);
        when(database.createEntityManager()
                        .createQuery(anyString(), eq(FhirVersionEnum.class))
                        .setMaxResults(1)
                        .getResultStream())
                .thenReturn(Stream.of(FhirVersionEnum.R5));
        configured
                .withUserConfiguration(Storage.class, Hooks.class, Users.class)
                .withBean(EntityManagerFactory.class, () -> database)
                .run(host -> assertProblem(
                        host,
                        log,
                        "a database of FHIR R4, which this server speaks; the one here holds resources of FHIR R5"));
    }

    @Test
    void without_hooks(CapturedOutput log) {
        configured
                .withUserConfiguration(Storage.class)
                .run(host -> assertProblem(host, log, "a HAPI JPA server", "IInterceptorService"));
    }

    @Test
    void with_two_of_what_there_should_be_one_of(CapturedOutput log) {
        configured
                .withUserConfiguration(Storage.class, Hooks.class)
                .withBean("more", IInterceptorService.class, InterceptorService::new)
                .run(host -> assertProblem(host, log, "IInterceptorService", "more than one"));
    }

    @Test
    void with_two_ways_to_tell_who_calls(CapturedOutput log) {
        configured
                .withUserConfiguration(Storage.class, Hooks.class, Users.class)
                .withBean("others", CallerResolver.class, () -> request -> Optional.empty())
                .run(host -> assertProblem(host, log, "one CallerResolver bean"));
    }

    @Test
    void half_set(CapturedOutput log) {
        plugin.withUserConfiguration(Storage.class, Hooks.class)
                .withPropertyValues(
                        "telemed.public-url=https://fhir.example.org", "telemed.twilio.account-sid=AC" + ZEROS)
                .run(host -> assertProblem(host, log, "telemed.twilio.api-key-sid", "telemed.twilio.api-key-secret"));
    }

    @Test
    void what_is_missing_includes_the_issuer_where_nobody_else_can_tell_who_calls(CapturedOutput log) {
        plugin.withUserConfiguration(Storage.class, Hooks.class)
                .run(host -> assertProblem(
                        host,
                        log,
                        "telemed.public-url",
                        "telemed.security.issuer-uri must be set",
                        "telemed.security.audience must be set"));
    }

    @Test
    void half_an_issuer_is_named_with_the_rest(CapturedOutput log) {
        plugin.withUserConfiguration(Storage.class, Hooks.class)
                .withPropertyValues("telemed.security.issuer-uri=https://login.example.org")
                .run(host -> assertProblem(host, log, "telemed.public-url", "telemed.security.audience must be set"));
    }

    @Test
    void who_has_users_needs_no_issuer(CapturedOutput log) {
        plugin.withUserConfiguration(Storage.class, Hooks.class, Users.class)
                .run(host -> assertProblem(host, log, "telemed.public-url"));
        assertThat(log).doesNotContain("telemed.security");
    }

    @Test
    void the_sweep_is_an_endpoint_of_the_actuator_where_a_host_exposes_it() {
        ApplicationContextRunner host = configured.withUserConfiguration(Storage.class, Hooks.class, Users.class);
        host.run(closed -> assertThat(closed).doesNotHaveBean(SweepEndpoint.class));
        ApplicationContextRunner exposing =
                host.withPropertyValues("management.endpoints.web.exposure.include=health,telemedsweep");
        exposing.run(
                open -> assertThat(open.getBean(SweepEndpoint.class).last()).isEmpty());
        exposing.withPropertyValues("management.endpoint.telemedsweep.access=NONE")
                .run(none -> assertThat(none).doesNotHaveBean(SweepEndpoint.class));
        exposing.withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate"))
                .run(without -> assertThat(without).hasNotFailed().hasSingleBean(TelemedPlugin.class));
    }

    @Test
    void guarded_even_where_it_is_not_set_up() {
        plugin.withUserConfiguration(Storage.class, Hooks.class)
                .run(host -> assertThat(host.getBean(IInterceptorService.class).getAllRegisteredInterceptors())
                        .hasAtLeastOneElementOfType(TelemedRoomInterceptor.class));
    }

    @Test
    void with_search_parameters_that_cannot_be_read(CapturedOutput log) {
        ISearchParamRegistry broken = mock();
        doThrow(new IllegalStateException("no database")).when(broken).forceRefresh();
        configured
                .withUserConfiguration(Storage.class, Hooks.class, Users.class)
                .withBean(ISearchParamRegistry.class, () -> broken)
                .run(host -> assertThat(telemed(host).problem()).isEmpty());
        verify(broken).forceRefresh();
        assertThat(log).contains("could not be loaded at the start: java.lang.IllegalStateException");
    }

    @Test
    void scanned_as_if_it_were_the_host_s_own(CapturedOutput log) {
        new ApplicationContextRunner()
                .withAllowBeanDefinitionOverriding(false)
                .withUserConfiguration(Scanning.class, Storage.class, Hooks.class, Users.class)
                .withConfiguration(AutoConfigurations.of(TelemedAutoConfiguration.class))
                .withPropertyValues(
                        "telemed.sweep.enabled=false",
                        "telemed.zapehr-api.enabled=true",
                        "telemed.public-url=https://fhir.example.org",
                        "telemed.twilio.account-sid=AC" + ZEROS,
                        "telemed.twilio.api-key-sid=SK" + ZEROS,
                        "telemed.twilio.api-key-secret=" + "secret".repeat(6))
                .run(host -> {
                    assertThat(host).hasNotFailed().hasSingleBean(TelemedPlugin.class);
                    assertThat(telemed(host).problem()).isEmpty();
                    assertThat(operationsOf(host)).isTrue();
                });
        assertThat(log).doesNotContain("ERROR");
    }

    @Test
    void in_plain_spring_by_an_import() {
        try (var host = new AnnotationConfigApplicationContext()) {
            TestPropertyValues.of(
                            "telemed.sweep.enabled=false",
                            "telemed.public-url=https://fhir.example.org",
                            "telemed.twilio.account-sid=AC" + ZEROS,
                            "telemed.twilio.api-key-sid=SK" + ZEROS,
                            "telemed.twilio.api-key-secret=" + "secret".repeat(6))
                    .applyTo(host);
            host.register(Importing.class, Storage.class, Hooks.class, Users.class);
            host.refresh();
            assertThat(host.getBean(TelemedPlugin.class).problem()).isEmpty();
            assertThat(operationsOf(host)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.4.0", "8.5.9-SNAPSHOT", "7.6.1", "6.10.5"})
    void with_an_old_hapi(String version) {
        assertThat(HostBeans.versionProblem(version).orElseThrow()).contains("HAPI FHIR 8.6 or newer", version);
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.6.0", "8.8.0", "8.10.0", "9.0.0", "10.1", "(unknown)"})
    void with_a_new_hapi(String version) {
        assertThat(HostBeans.versionProblem(version)).isEmpty();
    }

    @Test
    void with_somebody_else_s_operation_of_the_same_name(CapturedOutput log) {
        RestfulServer server = new RestfulServer(FhirContext.forR4Cached());
        server.registerProvider(new Namesake());
        ApplicationContext host = new SpringApplicationBuilder(NoHost.class)
                .web(WebApplicationType.NONE)
                .initializers(made -> made.getBeanFactory().registerSingleton("server", server))
                .run();
        DuplicateOperationCheck.warnOf(host);
        assertThat(log).contains(Namesake.class.getName() + " answers $telemed-token as well");
    }

    @Test
    void where_nobody_can_tell_who_calls_nobody_is_served(CapturedOutput log) {
        configured
                .withClassLoader(new FilteredClassLoader(AbstractOAuth2TokenAuthenticationToken.class))
                .withUserConfiguration(Storage.class, Hooks.class)
                .run(host -> assertNobodyIsServed(host, log));
    }

    @Test
    void spring_security_on_the_class_path_alone_tells_nobody_either(CapturedOutput log) {
        configured.withUserConfiguration(Storage.class, Hooks.class).run(host -> assertNobodyIsServed(host, log));
    }

    @Test
    void where_tokens_are_checked_here_the_log_says_what_is_not(CapturedOutput log) {
        configured
                .withClassLoader(new FilteredClassLoader(AbstractOAuth2TokenAuthenticationToken.class))
                .withUserConfiguration(Storage.class, Hooks.class)
                .withPropertyValues(
                        "telemed.security.issuer-uri=https://login.example.org",
                        "telemed.security.audience=https://fhir.example.org/fhir")
                .run(host -> assertThat(telemed(host).problem()).isEmpty());
        assertThat(log).containsOnlyOnce("The FHIR API beside them is as open as this host leaves it");
    }

    private static void assertNobodyIsServed(AssertableApplicationContext host, CapturedOutput log) {
        assertThat(telemed(host).problem()).isEmpty();
        CallerResolver callers = host.getBean(CallerResolverSelector.class)
                .reading(new ClaimReader(List.of("fhirUser"), new LocalReferences(List.of())));
        TelemedException refusal = catchThrowableOfType(TelemedException.class, () -> callers.callerOf(mock()));
        assertThat(refusal.reason()).isEqualTo(Reason.NOT_CONFIGURED);
        assertThat(refusal.message()).contains("telemed.security.issuer-uri", "telemed.security.audience");
        assertThat(log).contains("Telemed cannot tell who is calling").contains("telemed.security.issuer-uri");
    }

    private static void assertProblem(AssertableApplicationContext host, CapturedOutput log, String... sentences) {
        assertThat(host).hasNotFailed();
        assertThat(telemed(host).problem().orElseThrow()).contains(sentences);
        assertThat(log).contains("Telemed is not configured").contains(sentences);
        assertThat(log).doesNotContain("\tat ");
    }

    private static TelemedPlugin telemed(AssertableApplicationContext host) {
        return host.getBean(TelemedPlugin.class);
    }

    private static boolean operationsOf(ApplicationContext host) {
        return host.getBean(ResourceProviderFactory.class).createProviders().stream()
                .anyMatch(TelemedOperationProvider.class::isInstance);
    }

    @Configuration(proxyBeanMethods = false)
    static class Storage {
        @Bean
        FhirContext fhir() {
            return FhirContext.forR4Cached();
        }

        @Bean
        DaoRegistry daos() {
            DaoRegistry daos = mock();
            IFhirSystemDao<Object, Object> system = mock();
            when(system.getContext()).thenReturn(FhirContext.forR4Cached());
            doReturn(system).when(daos).getSystemDao();
            return daos;
        }

        @Bean
        JpaStorageSettings storageSettings() {
            return new JpaStorageSettings();
        }

        @Bean
        ResourceProviderFactory providers() {
            return new ResourceProviderFactory();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Hooks {
        @Bean
        IInterceptorService storageHooks() {
            return new InterceptorService();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Users {
        @Bean
        CallerResolver users() {
            return request -> Optional.empty();
        }
    }

    /** As a starter does for {@code hapi.fhir.custom-bean-packages}. */
    @Configuration(proxyBeanMethods = false)
    @ComponentScan(basePackageClasses = TelemedAutoConfiguration.class)
    static class Scanning {}

    /** As a host without Spring Boot's auto-configuration does. */
    @Configuration(proxyBeanMethods = false)
    @Import(TelemedAutoConfiguration.class)
    static class Importing {}

    @Configuration(proxyBeanMethods = false)
    static class NoHost {}

    /** Another plugin. */
    public static final class Namesake {
        @Operation(name = "telemed-token", typeName = "Encounter", idempotent = true)
        public IBaseParameters token() {
            throw new UnsupportedOperationException();
        }
    }
}
