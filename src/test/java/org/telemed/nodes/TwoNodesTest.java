package org.telemed.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.telemed.acceptance.Call;

/**
 * Two server processes on one PostgreSQL, started at once when it was empty. First both live, then one after the other is
 * killed; in the end there is a second deployment beside them.
 */
@Tag("server")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoNodesTest
        implements AtBothNodesAtOnce, WhatOneNodeDoesTheOtherKnows, DecisionsAtRandom, ANodeDies, AnotherDeployment {
    @TempDir
    static Path directory;

    private TwoNodes nodes;
    private @Nullable Copy copy;

    @BeforeAll
    void start_both_at_once_on_an_empty_database() {
        nodes = new TwoNodes(directory, Map.of());
    }

    @AfterAll
    void stop() {
        if (copy != null) {
            copy.deployment().close();
        }
        nodes.close();
    }

    /** No circuit opens in these stories: calls are held, not refused. */
    @Override
    @AfterEach
    public void twilio_is_well_again() {
        twilio().isWell();
    }

    @Test
    void the_schema_was_made_once() {
        List<String> failed = nodes.databases()
                .select(
                        "telemed",
                        "select \"version\" from \"FLY_HFJ_MIGRATION\" where not \"success\" or \"installed_rank\" = -100");
        List<String> repeated = nodes.databases()
                .select(
                        "telemed",
                        "select \"version\" from \"FLY_HFJ_MIGRATION\" where \"version\" is not null group by \"version\" having count(*) > 1");
        assertThat(failed).isEmpty();
        assertThat(repeated).isEmpty();
    }

    @Override
    public Deployment deployment() {
        return nodes.deployment();
    }

    @Override
    public ServerNode a() {
        return nodes.a();
    }

    @Override
    public ServerNode b() {
        return nodes.b();
    }

    @Override
    public Copy copy() {
        if (copy == null) {
            Queue<Call> calls = new ArrayDeque<>();
            for (int i = 0; i < Copy.CALLS; i++) {
                calls.add(aCallOfJaneWithAdam());
            }
            String roomless = aStored(aVisitOfJaneWithAdam());
            nodes.databases().copy("telemed", "copied");
            Deployment second = nodes.another("copied");
            copy = new Copy(second, second.starts(directory).ready(), calls, roomless);
        }
        return copy;
    }
}
