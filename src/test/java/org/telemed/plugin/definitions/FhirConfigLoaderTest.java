package org.telemed.plugin.definitions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ca.uhn.fhir.rest.server.exceptions.InternalErrorException;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.telemed.fhir.FhirRelease;
import org.telemed.hapi.definition.DefinitionStore.Outcome;

/** Definitions are stored beside the host's start, and never in its way. */
@ExtendWith(OutputCaptureExtension.class)
class FhirConfigLoaderTest {
    private final List<String> asked = new CopyOnWriteArrayList<>();

    @Test
    void each_is_stored(CapturedOutput log) {
        loader(definition -> Outcome.WRITTEN).start();
        await().until(() -> log.getOut().contains("Stored 3 definitions"));
        assertThat(asked).containsExactly("CodeSystem/one", "CodeSystem/two", "CodeSystem/three");
        assertThat(log.getOut()).doesNotContain("WARN", "Left these");
    }

    @Test
    void the_start_does_not_wait() {
        CountDownLatch slow = new CountDownLatch(1);
        FhirConfigLoader loader = loader(definition -> {
            waitFor(slow);
            return Outcome.WRITTEN;
        });
        loader.start();
        assertThat(loader.isRunning()).isTrue();
        slow.countDown();
        await().until(() -> asked.size() == 3);
    }

    @Test
    void nothing_new_is_nothing_to_tell(CapturedOutput log) {
        loader(definition -> Outcome.UNCHANGED).start();
        await().until(() -> asked.size() == 3);
        assertThat(log.getOut()).doesNotContain("fhir-config could", "Stored", "Left these");
    }

    @Test
    void what_the_host_has_in_their_place_is_named(CapturedOutput log) {
        loader(definition -> Outcome.LEFT_ALONE).start();
        await().until(() -> log.getOut().contains("CodeSystem/three"));
        assertThat(log.getOut()).contains("has others in their place").doesNotContain("Stored");
    }

    @Test
    void one_that_is_refused_keeps_none_of_the_others(CapturedOutput log) {
        loader(definition -> {
                    if (definition.getIdElement().getValue().equals("CodeSystem/two")) {
                        throw new UnprocessableEntityException("not here");
                    }
                    return Outcome.WRITTEN;
                })
                .start();
        await().until(() -> log.getOut().contains("could not be stored"));
        assertThat(asked).hasSize(3);
        assertThat(log.getOut().lines().filter(line -> line.contains("CodeSystem/two (not here)")))
                .hasSize(1);
        assertThat(log.getOut()).contains("Stored 2 definitions").doesNotContain("\tat ");
    }

    @Test
    void a_database_that_is_down_is_not_asked_again_and_again(CapturedOutput log) {
        loader(definition -> {
                    throw new InternalErrorException("no connection");
                })
                .start();
        await().until(() -> log.getOut().contains("could not be stored"));
        assertThat(asked).containsExactly("CodeSystem/one");
        assertThat(log.getOut()).contains("CodeSystem/one (no connection)").doesNotContain("\tat ");
    }

    @Test
    void whatever_fails_is_one_line_in_the_log(CapturedOutput log) {
        loader(definition -> {
                    throw new NoSuchMethodError("an older HAPI");
                })
                .start();
        await().until(() -> log.getOut().contains("could not be stored"));
        assertThat(log.getOut()).contains("an older HAPI").doesNotContain("\tat ");
    }

    @Test
    void a_stop_waits_for_the_one_that_is_being_stored_and_begins_no_other() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch slow = new CountDownLatch(1);
        FhirConfigLoader loader = loader(definition -> {
            begun.countDown();
            waitFor(slow);
            return Outcome.WRITTEN;
        });
        loader.start();
        waitFor(begun);
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(loader::stop);
        await().until(() -> !loader.isRunning());
        assertThat(stopped).isNotDone();
        slow.countDown();
        stopped.join();
        assertThat(asked).containsExactly("CodeSystem/one");
    }

    @Test
    void a_stop_before_any_start_is_none() {
        FhirConfigLoader loader = loader(definition -> Outcome.WRITTEN);
        loader.stop();
        assertThat(loader.isRunning()).isFalse();
    }

    private FhirConfigLoader loader(Function<IBaseResource, Outcome> store) {
        return new FhirConfigLoader(
                () -> Stream.of("one", "two", "three")
                        .map(id ->
                                FhirRelease.R4.parse("{\"resourceType\":\"CodeSystem\",\"id\":\"%s\"}".formatted(id)))
                        .toList(),
                definition -> {
                    asked.add(definition.getIdElement().getValue());
                    return store.apply(definition);
                });
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
