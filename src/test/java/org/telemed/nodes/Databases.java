package org.telemed.nodes;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** The databases of one real PostgreSQL. */
final class Databases implements AutoCloseable {
    private final EmbeddedPostgres postgres;
    private final JdbcTemplate operator;

    Databases() {
        try {
            postgres = EmbeddedPostgres.start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        operator = new JdbcTemplate(postgres.getPostgresDatabase());
    }

    /** Makes one with nothing in it. */
    void create(String name) {
        operator.execute("create database " + name);
    }

    /** Makes one with all that another holds. For a moment nobody can use that one. */
    void copy(String original, String copy) {
        operator.execute("alter database " + original + " allow_connections false");
        operator.queryForList(
                "select pg_terminate_backend(pid, 10000)::text from pg_stat_activity where datname = ?",
                String.class,
                original);
        operator.execute("create database " + copy + " template " + original);
        operator.execute("alter database " + original + " allow_connections true");
    }

    String url(String name) {
        return postgres.getJdbcUrl("postgres", name);
    }

    /** The one column that this selects. */
    List<String> select(String name, String query) {
        return new JdbcTemplate(postgres.getDatabase("postgres", name)).queryForList(query, String.class);
    }

    @Override
    public void close() {
        try {
            postgres.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
