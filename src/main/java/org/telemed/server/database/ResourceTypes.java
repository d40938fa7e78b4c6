package org.telemed.server.database;

import ca.uhn.fhir.jpa.config.util.ResourceTypeUtil;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * HAPI's table of resource types. HAPI fills it at its first start, and of two nodes that do so at once one stops; filled
 * already, it is only read.
 */
final class ResourceTypes {
    private static final String INSERT =
            "insert into HFJ_RESOURCE_TYPE (RES_TYPE_ID, RES_TYPE) select nextval('SEQ_RESOURCE_TYPE'), name"
                    + " from unnest(?) as name";

    private final Connection database;

    ResourceTypes(Connection database) {
        this.database = database;
    }

    /** All of them or, should this node die meanwhile, none. */
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
