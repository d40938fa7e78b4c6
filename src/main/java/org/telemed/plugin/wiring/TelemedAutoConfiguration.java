package org.telemed.plugin.wiring;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.dao.tx.IHapiTransactionService;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.jpa.partition.IRequestPartitionHelperSvc;
import ca.uhn.fhir.jpa.searchparam.extractor.ISearchParamWithInlineReferencesExtractor;
import ca.uhn.fhir.rest.server.provider.ResourceProviderFactory;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.persistence.EntityManagerFactory;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.util.function.SingletonSupplier;
import org.telemed.core.audit.AuditEntryStore;
import org.telemed.core.error.RedactedThrowable;
import org.telemed.core.event.TelemedEvents;
import org.telemed.core.invitation.InvitationSender;
import org.telemed.core.setting.InvalidSettingsException;
import org.telemed.core.video.VideoVendor;
import org.telemed.hapi.caller.CallerResolver;
import org.telemed.hapi.caller.UnmaskedSystemReadInterceptor;
import org.telemed.hapi.encounter.TelemedRoomInterceptor;
import org.telemed.hapi.guard.ServerRecordInterceptor;
import org.telemed.hapi.operation.OperationInBundleInterceptor;
import org.telemed.hapi.patch.XmlPatchInBundleInterceptor;
import org.telemed.hapi.stream.RequestThreadContext;
import org.telemed.plugin.caller.CallerResolverFactory;
import org.telemed.plugin.caller.CallerResolverSelector;
import org.telemed.plugin.caller.ServletThreadContext;
import org.telemed.plugin.caller.SpringSecurityCallerResolver;
import org.telemed.plugin.caller.SpringSecurityThreadContext;
import org.telemed.plugin.definitions.FhirConfigConfiguration;
import org.telemed.plugin.host.DuplicateOperationCheck;
import org.telemed.plugin.host.HostBeans;
import org.telemed.plugin.issuer.AccessTokenCheck;
import org.telemed.plugin.lifecycle.AuditTrailLifecycle;
import org.telemed.plugin.lifecycle.RoomReconciliation;
import org.telemed.plugin.lifecycle.RoomReconciliationLifecycle;
import org.telemed.plugin.lifecycle.StatusStreamLifecycle;
import org.telemed.plugin.lifecycle.TelemedPlugin;
import org.telemed.plugin.observe.AuditMetrics;
import org.telemed.plugin.observe.Metrics;
import org.telemed.plugin.observe.SweepEndpoint;
import org.telemed.plugin.observe.SweepMetrics;
import org.telemed.plugin.settings.ConditionalOnSetting;
import org.telemed.plugin.settings.MisspeltSettingCheck;
import org.telemed.plugin.settings.SettingsCheck;
import org.telemed.plugin.settings.VideoVendors;

/**
 * Auto-configuration that adds telemedicine to a HAPI JPA server, and never fails its start. It has no conditions on
 * beans: a host that scans this package evaluates conditions before its own beans are known, so missing beans are
 * detected later.
 */
@AutoConfiguration
@ConditionalOnClass(DaoRegistry.class)
@ConditionalOnSetting(value = "telemed.enabled", matchIfMissing = true)
@Import({TwilioVendorConfiguration.class, GuestApiConfiguration.class, ZapehrApiConfiguration.class, FhirConfigConfiguration.class})
public class TelemedAutoConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(TelemedAutoConfiguration.class);

    /** The clock of the whole plugin. */
    @Bean
    @ConditionalOnMissingBean(name = "telemedClock")
    Clock telemedClock() {
        return Clock.systemUTC();
    }

    /** Warns of misspelt settings, which Spring ignores. */
    @Bean
    static MisspeltSettingCheck telemedMisspeltSettings(Environment environment) {
        return new MisspeltSettingCheck(environment);
    }

    /** Chooses the video vendor among the beans of that type. */
    @Bean
    static VideoVendors telemedVendors(ObjectProvider<VideoVendor> known, Environment environment) {
        return new VideoVendors(known.orderedStream().toList(), environment);
    }

    /** Chooses how callers are resolved. */
    @Bean
    CallerResolverSelector telemedCallers(
            ObjectProvider<CallerResolver> hostCallers,
            ObjectProvider<CallerResolverFactory> callersByClaims,
            Environment environment,
            Clock telemedClock,
            BeanFactory beans) {
        return new CallerResolverSelector(
                hostCallers,
                callersByClaims,
                SingletonSupplier.of(() -> SettingsCheck.properties(environment)
                        .security()
                        .trustedIssuer()
                        .map(issuer -> new AccessTokenCheck(issuer, telemedClock))),
                beans);
    }

    /** Builds the plugin. A configuration error disables the operations; it never stops the host. */
    @Bean
    TelemedPlugin telemed(
            Environment environment,
            VideoVendors telemedVendors,
            HostBeans telemedHost,
            Clock telemedClock,
            ObjectProvider<TelemedEvents> events,
            ObjectProvider<AuditEntryStore> audit,
            ObjectProvider<InvitationSender> invitationSenders,
            CallerResolverSelector telemedCallers,
            ObjectProvider<RequestThreadContext> threads) {
        try {
            telemedHost.requireUsable();
            SettingsCheck.requireSound(environment, telemedVendors);
            TelemedPlugin ready = new TelemedWiring(
                            SettingsCheck.properties(environment),
                            telemedVendors.required(),
                            telemedHost,
                            Optional.ofNullable(audit.getIfUnique()),
                            invitationSenders.orderedStream().findFirst(),
                            telemedClock,
                            events.getIfUnique(() -> TelemedEvents.SILENT),
                            RequestThreadContext.of(threads.orderedStream().toList()))
                    .wired(telemedCallers::reading);
            telemedCallers.announce();
            return ready;
        } catch (RuntimeException | LinkageError wrong) {
            String problem = problem(wrong, telemedCallers);
            LOG.error("Telemed is not configured; its operations answer 503 until this is set: {}", problem);
            return TelemedPlugin.notConfigured(problem, telemedHost.context());
        }
    }

    private static String problem(Throwable wrong, CallerResolverSelector callers) {
        if (wrong instanceof InvalidSettingsException invalid) {
            return InvalidSettingsException.sentences(
                    Stream.concat(invalid.settings().stream(), callers.missingSettings().stream())
                            .toList());
        }
        return wrong instanceof IllegalArgumentException ? String.valueOf(wrong.getMessage()) : wrong.toString();
    }

    /** Looks up the host's HAPI beans. */
    @Bean
    HostBeans telemedHost(
            ObjectProvider<DaoRegistry> daos,
            ObjectProvider<JpaStorageSettings> storage,
            ObjectProvider<IInterceptorService> hooks,
            ObjectProvider<PartitionSettings> partitionSettings,
            ObjectProvider<IRequestPartitionHelperSvc> partitions,
            ObjectProvider<ISearchParamWithInlineReferencesExtractor> inlineReferences,
            ObjectProvider<IHapiTransactionService> transactions,
            ObjectProvider<FhirContext> context,
            ObjectProvider<EntityManagerFactory> databases) {
        return new HostBeans(
                daos,
                storage,
                hooks,
                partitionSettings,
                partitions,
                inlineReferences,
                transactions,
                context,
                databases);
    }

    /**
     * Adds the operations to HAPI's ResourceProviderFactory, which every JPA context has, so the host's RestfulServer
     * need not be a bean.
     */
    @Bean
    static BeanPostProcessor telemedOperationsRegistration(ObjectProvider<TelemedPlugin> telemed) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                if (bean instanceof ResourceProviderFactory factory) {
                    factory.addSupplier(() -> telemed.getObject().operations());
                }
                return bean;
            }
        };
    }

    /** Registers the storage interceptors before the port opens, whether the operations are configured or not. */
    @Bean
    SmartInitializingSingleton telemedHooks(HostBeans telemedHost, VideoVendors telemedVendors, TelemedPlugin telemed) {
        return () -> telemedHost.hooksIfUsable().ifPresent(hooks -> {
            telemed.roomReconciliation()
                    .ifPresent(roomReconciliation -> hooks.registerInterceptor(roomReconciliation.encounterChanges()));
            telemed.visitStatus().ifPresent(status -> hooks.registerInterceptor(status.encounterCommits()));
            FhirContext context = telemedHost.context();
            hooks.registerInterceptor(new UnmaskedSystemReadInterceptor(context, hooks));
            for (VideoVendor vendor : telemedVendors.guarded()) {
                hooks.registerInterceptor(new TelemedRoomInterceptor(
                        context,
                        TelemedWiring.virtualServices(context, vendor),
                        telemedHost::daos,
                        telemedHost::partitions));
            }
            hooks.registerInterceptor(new OperationInBundleInterceptor(context));
            hooks.registerInterceptor(new XmlPatchInBundleInterceptor(context));
            hooks.registerInterceptor(ServerRecordInterceptor.ofAuditEvents(context, telemedHost::daos));
            hooks.registerInterceptor(ServerRecordInterceptor.ofTasks(context, telemedHost::daos));
            telemed.accessAudit().ifPresent(audit -> hooks.registerInterceptor(audit.interceptor()));
        });
    }

    /**
     * Fills the search-parameter registry before the port opens. While it is empty, every writer holds a database
     * connection and needs a second one to fill it, so that a burst of first writes would exhaust the pool.
     */
    @Bean
    SmartInitializingSingleton telemedSearchParameters(ObjectProvider<ISearchParamRegistry> registry) {
        return () -> {
            try {
                registry.ifUnique(ISearchParamRegistry::forceRefresh);
            } catch (RuntimeException failed) {
                LOG.warn(
                        "The search parameters could not be loaded at the start: {}",
                        RedactedThrowable.oneLine(failed));
            }
        };
    }

    /** Runs the sweep, on every node. */
    @Bean
    SmartLifecycle telemedRoomReconciliation(TelemedPlugin telemed) {
        return new RoomReconciliationLifecycle(telemed.roomReconciliation());
    }

    /** Ends the streams when the host stops. */
    @Bean
    SmartLifecycle telemedStatusStreams(TelemedPlugin telemed) {
        return new StatusStreamLifecycle(telemed.visitStatus());
    }

    /** Runs the audit trail. */
    @Bean
    SmartLifecycle telemedAuditTrail(TelemedPlugin telemed) {
        return new AuditTrailLifecycle(telemed.auditQueues());
    }

    /** Warns of another provider's operation of the same name, which HAPI may call instead of ours. */
    @Bean
    ApplicationListener<ApplicationStartedEvent> telemedDuplicateOperationCheck() {
        return started -> DuplicateOperationCheck.warnOf(started.getApplicationContext());
    }

    /** For hosts with Spring Security and OAuth 2 access tokens. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(
            name = "org.springframework.security.oauth2.server.resource.authentication"
                    + ".AbstractOAuth2TokenAuthenticationToken")
    static class WithSpringSecurity {
        @Bean
        CallerResolverFactory telemedSpringSecurityCallers() {
            return SpringSecurityCallerResolver::new;
        }

        @Bean
        RequestThreadContext telemedSpringSecurityThreads() {
            return new SpringSecurityThreadContext();
        }
    }

    /**
     * For web hosts: the endpoint of the vendor's callbacks, if the vendor is set to verify them, and the threads of streams.
     */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    @ConditionalOnClass(ServletRegistrationBean.class)
    static class WithCallbacks {
        @Bean
        RequestThreadContext telemedServletThreads() {
            return new ServletThreadContext();
        }

        /** Servlets are created first, so this one resolves the plugin at the first callback. */
        @Bean
        ServletContextInitializer telemedCallbacks(
                ObjectProvider<VideoVendors> vendors, ObjectProvider<TelemedPlugin> telemed) {
            return container -> {
                Optional<VideoVendor> vendor = vendors.getObject().chosen().filter(VideoVendor::verifiesCallbacks);
                if (vendor.isPresent()) {
                    callbacksOf(vendor.get(), telemed).onStartup(container);
                }
            };
        }

        private static ServletRegistrationBean<CallbackServlet> callbacksOf(
                VideoVendor vendor, ObjectProvider<TelemedPlugin> telemed) {
            var servlet = new CallbackServlet(
                    () -> telemed.getObject().roomReconciliation().flatMap(RoomReconciliation::callbacks),
                    report -> telemed.getObject().received(report),
                    () -> telemed.getObject().audit());
            var registration = new ServletRegistrationBean<>(servlet, VideoVendors.callbackPath(vendor));
            registration.setName("telemed-callbacks");
            return registration;
        }
    }

    /** For hosts with Spring Boot's actuator that expose the endpoint. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(
            name = "org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint")
    static class WithActuator {
        @Bean
        @ConditionalOnAvailableEndpoint(endpoint = SweepEndpoint.class)
        SweepEndpoint telemedSweepEndpoint(TelemedPlugin telemed) {
            return new SweepEndpoint(telemed);
        }
    }

    /** For hosts with Micrometer and a registry. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "io.micrometer.core.instrument.MeterRegistry")
    static class WithMicrometer {
        @Bean
        TelemedEvents telemedMetrics(ObjectProvider<MeterRegistry> registries) {
            MeterRegistry registry = registries.getIfUnique();
            return registry == null ? TelemedEvents.SILENT : new Metrics(registry);
        }

        @Bean
        SmartInitializingSingleton telemedAuditMetrics(
                ObjectProvider<MeterRegistry> registries, TelemedPlugin telemed) {
            return () -> registries.ifUnique(registry -> {
                telemed.auditTrail().ifPresent(trail -> AuditMetrics.registerVisits(registry, trail));
                telemed.accessAudit().ifPresent(audit -> AuditMetrics.registerRecords(registry, audit.queue()));
            });
        }

        /** Registers the metrics before the first sweep. */
        @Bean
        SmartInitializingSingleton telemedSweepMetrics(
                ObjectProvider<MeterRegistry> registries, TelemedPlugin telemed) {
            return () ->
                    registries.ifUnique(registry -> telemed.roomReconciliation().ifPresent(roomReconciliation -> {
                        SweepMetrics metrics = new SweepMetrics(registry, roomReconciliation.queue());
                        roomReconciliation.sweepSchedule().addListener(metrics::swept);
                    }));
        }
    }
}
