package org.telemed.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

class DatabaseTest {
    private final MockEnvironment settings = new MockEnvironment().withProperty(Database.QUERY_TIMEOUT_SETTING, "1000");

    @Test
    void a_connection_of_h2_limits_its_queries_in_place_of_jpa() {
        assertThat(Database.H2.connectionProperties("jdbc:h2:mem:a", settings))
                .containsEntry("MAX_QUERY_TIMEOUT", "1000")
                .containsEntry("QUERY_CACHE_SIZE", "256");
        assertThat(Database.H2.replacedProperties()).containsExactly(Database.QUERY_TIMEOUT);
    }

    @Test
    void what_the_url_says_counts() {
        assertThat(Database.H2.connectionProperties("jdbc:h2:mem:a;MAX_QUERY_TIMEOUT=5;query_cache_size=8", settings))
                .doesNotContainKeys("MAX_QUERY_TIMEOUT", "QUERY_CACHE_SIZE");
    }

    @Test
    void jpa_limits_the_queries_of_postgresql() {
        assertThat(Database.POSTGRESQL.connectionProperties("jdbc:postgresql://localhost/a", settings))
                .doesNotContainKey("MAX_QUERY_TIMEOUT");
        assertThat(Database.POSTGRESQL.replacedProperties()).isEmpty();
    }
}
