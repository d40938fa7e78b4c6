package org.telemed.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.param.UriParam;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.telemed.fhir.definition.FhirConfig;
import org.telemed.hapi.definition.DefinitionStore;
import org.telemed.hapi.definition.DefinitionStore.Outcome;

/** Definitions go into the host's repository once, and only when they say something new. */
public interface DefinitionsAreStored extends InThisProcess {

    @Test
    default void a_second_start_writes_none() {
        FhirConfig config = new FhirConfig(fhir());
        config.definitions().forEach(definitions()::ensureStored);
        assertThat(config.definitions())
                .hasSizeGreaterThan(15)
                .allSatisfy(
                        again -> assertThat(definitions().ensureStored(again)).isEqualTo(Outcome.UNCHANGED));
    }

    @Test
    default void what_is_not_there_or_says_something_else_is_written() {
        String id = anId();
        assertThat(definitions().ensureStored(anOperation(id, id, "Before"))).isEqualTo(Outcome.WRITTEN);
        assertThat(definitions().ensureStored(anOperation(id, id, "Before"))).isEqualTo(Outcome.UNCHANGED);
        assertThat(definitions().ensureStored(anOperation(id, id, "After"))).isEqualTo(Outcome.WRITTEN);
        assertThat(search(id)).singleElement().satisfies(stored -> {
            assertThat(fhir().newTerser().getSinglePrimitiveValueOrNull(stored, "title"))
                    .isEqualTo("After");
            assertThat(stored.getIdElement().getVersionIdPart()).isEqualTo("2");
        });
    }

    @Test
    default void what_was_deleted_is_written_again() {
        String id = anId();
        definitions().ensureStored(anOperation(id, id, "Gone"));
        as("clinic").deletes("OperationDefinition/" + id).expecting(200);
        assertThat(definitions().ensureStored(anOperation(id, id, "Gone"))).isEqualTo(Outcome.WRITTEN);
        assertThat(search(id)).hasSize(1);
    }

    @Test
    default void what_the_host_has_in_its_place_is_left_alone() {
        String hosts = anId();
        definitions().ensureStored(anOperation(hosts, hosts, "The host's"));
        assertThat(definitions().ensureStored(anOperation(hosts, anId(), "Ours")))
                .isEqualTo(Outcome.LEFT_ALONE);
        assertThat(definitions().ensureStored(anOperation(anId(), hosts, "Ours")))
                .isEqualTo(Outcome.LEFT_ALONE);
        assertThat(search(hosts))
                .singleElement()
                .satisfies(stored -> assertThat(fhir().newTerser().getSinglePrimitiveValueOrNull(stored, "title"))
                        .isEqualTo("The host's"));
    }

    @RepeatedTest(5)
    default void nodes_that_start_together_store_it_once() {
        String id = anId();
        ExecutorService nodes = Executors.newFixedThreadPool(4);
        try {
            List<CompletableFuture<Outcome>> outcomes = Stream.generate(() -> CompletableFuture.supplyAsync(
                            () -> definitions().ensureStored(anOperation(id, id, "Once")), nodes))
                    .limit(4)
                    .toList();
            assertThat(outcomes)
                    .extracting(CompletableFuture::join)
                    .contains(Outcome.WRITTEN)
                    .doesNotContain(Outcome.LEFT_ALONE);
        } finally {
            nodes.shutdown();
        }
        assertThat(search(id))
                .singleElement()
                .satisfies(stored ->
                        assertThat(stored.getIdElement().getVersionIdPart()).isEqualTo("1"));
    }

    private DefinitionStore definitions() {
        return new DefinitionStore(
                inside().getBean(DaoRegistry.class), new FhirConfig(fhir()), inside().getBean(PartitionSettings.class));
    }

    private static String anId() {
        return "test-" + UUID.randomUUID();
    }

    private IBaseResource anOperation(String id, String url, String title) {
        return fhir().newJsonParser().parseResource("""
                {"resourceType":"OperationDefinition","id":"%s","url":"https://definitions.example.org/%s","title":"%s",
                "name":"Test","status":"draft","kind":"operation","code":"test","system":true,"type":false,"instance":false}
                """.formatted(id, url, title));
    }

    /** Whatever the repository has under that URL. */
    private List<IBaseResource> search(String url) {
        return inside().getBean(DaoRegistry.class)
                .getResourceDao("OperationDefinition")
                .search(
                        SearchParameterMap.newSynchronous()
                                .add("url", new UriParam("https://definitions.example.org/" + url)),
                        new SystemRequestDetails())
                .getAllResources();
    }
}
