package org.telemed.hapi.definition;

import ca.uhn.fhir.context.FhirVersionEnum;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telemed.core.error.RedactedThrowable;

/** Reads the FHIR version of the resources in HAPI's database. */
public final class StoredFhirVersion {
    private static final Logger LOG = LoggerFactory.getLogger(StoredFhirVersion.class);

    private StoredFhirVersion() {}

    /** The version of the oldest resource; empty in a new database, or if it cannot be read. */
    public static Optional<FhirVersionEnum> in(EntityManagerFactory database) {
        try (EntityManager entities = database.createEntityManager()) {
            return entities.createQuery(
                            "select r.myFhirVersion from ResourceTable r where r.myFhirVersion is not null"
                                    + " order by r.myPid.myId",
                            FhirVersionEnum.class)
                    .setMaxResults(1)
                    .getResultStream()
                    .findFirst();
        } catch (RuntimeException unknown) {
            LOG.debug("The FHIR version of the database is not known", RedactedThrowable.of(unknown));
            return Optional.empty();
        }
    }
}
