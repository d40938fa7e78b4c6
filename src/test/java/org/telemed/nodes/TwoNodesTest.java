package org.telemed.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
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
import org.telemed.acceptance.TestIssuer;
import org.telemed.emulator.EmulatorSettings;
import org.telemed.emulator.TwilioEmulator;

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

    private final Databases databases = new Databases();
    private final TestIssuer issuer = new TestIssuer();
    private final TwilioEmulator twilio = new TwilioEmulator(EmulatorSettings.onAnyPort());
    private Deployment deployment;
    private ServerNode a;
    private ServerNode b;
    private @Nullable Copy copy;

    @BeforeAll
    void start_both_at_once_on_an_empty_database() throws IOException {
        twilio.start();
        databases.create("telemed");
        deployment = new Deployment(databases.url("telemed"), twilio.baseUrl(), issuer);
        a = deployment.starts(directory);
        b = deployment.starts(directory);
        a.ready();
        b.ready();
        as("clinic")
                .post("", Files.readString(Path.of("test-data", "demo.json")))
                .expecting(200);
    }

    @AfterAll
    void stop() {
        if (copy != null) {
            copy.deployment().close();
        }
        deployment.close();
        twilio.close();
        issuer.close();
        databases.close();
    }

    /** No circuit opens in these stories: calls are held, not refused. */
    @Override
    @AfterEach
    public void twilio_is_well_again() {
        twilio().isWell();
    }

    @Test
    void the_schema_was_made_once() {
        List<String> failed = databases.select(
                "telemed",
                "select \"version\" from \"FLY_HFJ_MIGRATION\" where not \"success\" or \"installed_rank\" = -100");
        List<String> repeated = databases.select(
                "telemed",
                "select \"version\" from \"FLY_HFJ_MIGRATION\" where \"version\" is not null group by \"version\" having count(*) > 1");
        assertThat(failed).isEmpty();
        assertThat(repeated).isEmpty();
    }

    @Override
    public Deployment deployment() {
        return deployment;
    }

    @Override
    public ServerNode a() {
        return a;
    }

    @Override
    public ServerNode b() {
        return b;
    }

    @Override
    public Copy copy() {
        if (copy == null) {
            Queue<Call> calls = new ArrayDeque<>();
            for (int i = 0; i < Copy.CALLS; i++) {
                calls.add(aCallOfJaneWithAdam());
            }
            String roomless = aStored(aVisitOfJaneWithAdam());
            databases.copy("telemed", "copied");
            Deployment second = new Deployment(databases.url("copied"), twilio.baseUrl(), issuer);
            copy = new Copy(second, second.starts(directory).ready(), calls, roomless);
        }
        return copy;
    }
}
