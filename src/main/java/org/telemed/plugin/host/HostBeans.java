package org.telemed.plugin.host;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.FhirVersionEnum;
import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.dao.tx.IHapiTransactionService;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.jpa.partition.IRequestPartitionHelperSvc;
import ca.uhn.fhir.jpa.searchparam.extractor.ISearchParamWithInlineReferencesExtractor;
import ca.uhn.fhir.util.VersionUtil;
import jakarta.persistence.EntityManagerFactory;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.ObjectProvider;
import org.telemed.hapi.caller.Partitions;
import org.telemed.hapi.definition.StoredFhirVersion;

/** Looks up the host's HAPI beans, and checks that it has those that the plugin needs. */
public final class HostBeans {
    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+).*");
    private static final int OLDEST_MAJOR = 8;
    private static final int OLDEST_MINOR = 6;

    private final ObjectProvider<DaoRegistry> daos;
    private final ObjectProvider<JpaStorageSettings> storage;
    private final ObjectProvider<IInterceptorService> hooks;
    private final ObjectProvider<PartitionSettings> partitionSettings;
    private final ObjectProvider<IRequestPartitionHelperSvc> partitions;
    private final ObjectProvider<ISearchParamWithInlineReferencesExtractor> inlineReferences;
    private final ObjectProvider<IHapiTransactionService> transactions;
    private final ObjectProvider<FhirContext> contexts;
    private final ObjectProvider<EntityManagerFactory> databases;

    public HostBeans(
            ObjectProvider<DaoRegistry> daos,
            ObjectProvider<JpaStorageSettings> storage,
            ObjectProvider<IInterceptorService> hooks,
            ObjectProvider<PartitionSettings> partitionSettings,
            ObjectProvider<IRequestPartitionHelperSvc> partitions,
            ObjectProvider<ISearchParamWithInlineReferencesExtractor> inlineReferences,
            ObjectProvider<IHapiTransactionService> transactions,
            ObjectProvider<FhirContext> contexts,
            ObjectProvider<EntityManagerFactory> databases) {
        this.daos = daos;
        this.storage = storage;
        this.hooks = hooks;
        this.partitionSettings = partitionSettings;
        this.partitions = partitions;
        this.inlineReferences = inlineReferences;
        this.transactions = transactions;
        this.contexts = contexts;
        this.databases = databases;
    }

    /**
     * Checks the HAPI version, the required beans and the FHIR version of the database.
     *
     * @throws IllegalArgumentException naming what is missing
     */
    public void requireUsable() {
        versionProblem(VersionUtil.getVersion()).ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
        requireSystemDao();
        storage();
        hooks();
        requireSameFhirVersion();
    }

    /** HAPI would store resources of both FHIR versions side by side, and fail to read them. */
    private void requireSameFhirVersion() {
        FhirVersionEnum spoken = context().getVersion().getVersion();
        database()
                .flatMap(StoredFhirVersion::in)
                .filter(stored -> stored != spoken)
                .ifPresent(stored -> {
                    throw new IllegalArgumentException("a database of FHIR " + spoken
                            + ", which this server speaks; the one here holds resources of FHIR " + stored + ".");
                });
    }

    private void requireSystemDao() {
        try {
            daos().getSystemDao();
        } catch (BeansException | IllegalStateException none) {
            throw new IllegalArgumentException("a HAPI JPA server, which has a system DAO; here there is none.", none);
        }
    }

    /**
     * HAPI 8.6 is the first that lets the server assign the id of a new resource, which the room's name needs. A
     * version in another format is accepted.
     */
    static Optional<String> versionProblem(String version) {
        Matcher parts = VERSION.matcher(version);
        if (!parts.matches()) {
            return Optional.empty();
        }
        int major = Integer.parseInt(parts.group(1));
        boolean old =
                major < OLDEST_MAJOR || (major == OLDEST_MAJOR && Integer.parseInt(parts.group(2)) < OLDEST_MINOR);
        return old
                ? Optional.of(
                        "HAPI FHIR " + OLDEST_MAJOR + "." + OLDEST_MINOR + " or newer; this host has " + version + ".")
                : Optional.empty();
    }

    public DaoRegistry daos() {
        return required(daos.getIfUnique(), "DaoRegistry");
    }

    public JpaStorageSettings storage() {
        return required(storage.getIfUnique(), "JpaStorageSettings");
    }

    public IInterceptorService hooks() {
        return required(hooks.getIfUnique(), "IInterceptorService");
    }

    /** A host without partition settings has no partitions. */
    public Partitions partitions() {
        return new Partitions(partitionSettings.getIfUnique(PartitionSettings::new), partitions.getIfUnique());
    }

    /** Resolves conditional references; null if the host has none, or several. */
    @Nullable
    public ISearchParamWithInlineReferencesExtractor inlineReferences() {
        return inlineReferences.getIfUnique();
    }

    /** HAPI's database; empty in a host with several. */
    public Optional<EntityManagerFactory> database() {
        return Optional.ofNullable(databases.getIfUnique());
    }

    /** Runs several writes in one database transaction; empty if the host has none, or several. */
    public Optional<IHapiTransactionService> transactions() {
        return Optional.ofNullable(transactions.getIfUnique());
    }

    /** The service for storage hooks; empty in a host without one, or with an unsupported HAPI. */
    public Optional<IInterceptorService> hooksIfUsable() {
        return versionProblem(VersionUtil.getVersion()).isPresent()
                ? Optional.empty()
                : Optional.ofNullable(hooks.getIfUnique());
    }

    /** The FhirContext of the storage, or else the host's only one. */
    public FhirContext context() {
        try {
            return daos().getSystemDao().getContext();
        } catch (RuntimeException none) {
            return Optional.ofNullable(contexts.getIfUnique()).orElseGet(FhirContext::forR4Cached);
        }
    }

    private static <T> T required(@Nullable T bean, String type) {
        if (bean == null) {
            throw new IllegalArgumentException("a HAPI JPA server, which has one bean of type " + type
                    + "; here there is none, or more than one.");
        }
        return bean;
    }
}
