package org.telemed.server.database;

import ca.uhn.fhir.jpa.config.util.ResourceTypeUtil;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Fills HAPI's table of resource types before HAPI does: if two nodes start at once on an empty table, HAPI stops one
 * of them.
 */
final class ResourceTypeTableInitializer {
    private static final String INSERT =
            "insert into HFJ_RESOURCE_TYPE (RES_TYPE_ID, RES_TYPE) select nextval('SEQ_RESOURCE_TYPE'), name"
                    + " from unnest(?) as name";

    private final Connection database;

    ResourceTypeTableInitializer(Connection database) {
        this.database = database;
    }

    /** Inserts all types in one transaction, if the table is empty. */
    void fillIfEmpty() throws SQLException {
        if (isEmpty()) {
            try (PreparedStatement insert = database.prepareStatement(INSERT)) {
                Object[] names = ResourceTypeUtil.generateResourceTypes().toArray();
                insert.setArray(1, database.createArrayOf("text", names));
                insert.execute();
            }
        }
    }

    private boolean isEmpty() throws SQLException {
        try (Statement query = database.createStatement();
                ResultSet any = query.executeQuery("select 1 from HFJ_RESOURCE_TYPE limit 1")) {
            return !any.next();
        }
    }
}
