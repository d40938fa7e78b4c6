package org.telemed.hapi.waiting;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.telemed.hapi.error.HostExceptionTranslation;

/** Reads the current version of a Task alone, by one light query. HAPI has no call for that. */
final class TaskVersions {
    private static final String VERSION = "select r.myVersion, r.myUpdated, r.myDeleted from ResourceTable r"
            + " where r.myResourceType = 'Task' and r.myFhirId = :id";

    private final EntityManager database;

    /** @param database HAPI's */
    TaskVersions(EntityManagerFactory database) {
        this.database = SharedEntityManagerCreator.createSharedEntityManager(database);
    }

    /** With its time, for a Task that was expunged begins again with version 1. Empty if there is none, or it is deleted. */
    Optional<String> current(UUID id) {
        List<Object[]> rows = HostExceptionTranslation.translating(() -> database.createQuery(VERSION, Object[].class)
                .setParameter("id", id.toString())
                .getResultList());
        return rows.stream()
                .filter(row -> row[2] == null)
                .map(row -> row[0] + " of " + row[1])
                .findFirst();
    }
}
