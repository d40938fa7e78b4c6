package org.telemed.hapi.waiting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.SimpleBundleProvider;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.telemed.core.caller.KeyedIds;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.membership.ResourceReference;
import org.telemed.core.video.LegibleTokenSigner;
import org.telemed.core.waiting.Admission;
import org.telemed.core.waiting.AdmissionStatus;
import org.telemed.fhir.task.AdmissionTaskMapper;
import org.telemed.fhir.task.TaskReferences;
import org.telemed.hapi.caller.Partitions;

class OpenTasksTest {
    private static final FhirContext R4 = FhirContext.forR4Cached();
    private static final ResourceReference JANE = new ResourceReference("Patient", "jane");
    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");
    private static final int BATCH = 500;

    private final KeyedIds ids = new KeyedIds(new LegibleTokenSigner());
    private final List<SearchParameterMap> searches = new ArrayList<>();
    private final List<List<IBaseResource>> answers = new ArrayList<>();
    private final OpenTasks tasks;

    OpenTasksTest() {
        DaoRegistry daos = mock();
        IFhirResourceDao<IBaseResource> dao = mock();
        when(daos.isResourceTypeSupported("Task")).thenReturn(true);
        when(daos.getResourceDao("Task")).thenReturn(dao);
        when(dao.search(any(SearchParameterMap.class), any(RequestDetails.class)))
                .thenAnswer(call -> {
                    searches.add(call.getArgument(0));
                    return new SimpleBundleProvider(answers.remove(0));
                });
        tasks = new OpenTasks(new TaskAdmissions(
                daos, R4, new Partitions(new PartitionSettings(), null), ids, Optional.empty(), encounter -> {}));
    }

    @BeforeEach
    void nothing_was_asked() {
        assertThat(searches).isEmpty();
    }

    @Test
    void a_full_batch_is_followed_by_the_next_and_the_last_by_the_first() {
        answers.add(genuine(0, BATCH));
        answers.add(genuine(BATCH, 3));
        answers.add(genuine(0, 1));
        assertThat(tasks.next()).hasSize(BATCH);
        assertThat(tasks.next()).hasSize(3);
        assertThat(tasks.next()).hasSize(1);
        assertThat(searches.get(0).getLastUpdated()).isNull();
        assertThat(searches.get(1).getLastUpdated().getLowerBoundAsInstant())
                .isEqualTo(Date.from(NOON.plusSeconds(BATCH - 1)));
        assertThat(searches.get(2).getLastUpdated()).isNull();
    }

    @Test
    void batches_that_were_written_at_one_time_come_to_an_end() {
        List<IBaseResource> atOnce = genuine(0, BATCH);
        atOnce.forEach(task -> task.getMeta().setLastUpdated(Date.from(NOON)));
        answers.add(atOnce);
        answers.add(atOnce);
        answers.add(List.of());
        tasks.next();
        tasks.next();
        tasks.next();
        assertThat(searches.get(1).getLastUpdated().getLowerBoundAsInstant()).isEqualTo(Date.from(NOON));
        assertThat(searches.get(2).getLastUpdated().getLowerBoundAsInstant()).isEqualTo(Date.from(NOON.plusMillis(1)));
    }

    @Test
    void only_what_is_open_is_asked_for_in_the_order_of_writing() {
        answers.add(List.of());
        assertThat(tasks.next()).isEmpty();
        SearchParameterMap asked = searches.get(0);
        assertThat(asked.getSort().getParamName()).isEqualTo("_lastUpdated");
        assertThat(asked.getLoadSynchronousUpTo()).isEqualTo(BATCH);
        assertThat(asked.get("status").toString())
                .contains("draft", "requested", "accepted", "rejected")
                .doesNotContain("cancelled", "completed");
    }

    @Test
    void somebody_elses_task_counts_for_the_batch_and_for_nothing_else() {
        List<IBaseResource> found = new ArrayList<>(genuine(0, BATCH - 1));
        IBaseResource forged = genuine(BATCH - 1, 1).get(0);
        forged.setId("Task/00000000-0000-0000-0000-000000000000/_history/1");
        found.add(forged);
        answers.add(found);
        answers.add(List.of());
        assertThat(tasks.next()).hasSize(BATCH - 1);
        tasks.next();
        assertThat(searches.get(1).getLastUpdated()).isNotNull();
    }

    @Test
    void a_failure_is_asked_again() {
        answers.add(genuine(0, BATCH));
        tasks.next();
        try {
            tasks.next();
        } catch (RuntimeException noAnswer) {
            // the repository failed
        }
        answers.add(List.of());
        tasks.next();
        assertThat(searches.get(2).getLastUpdated()).isNotNull();
    }

    private List<IBaseResource> genuine(int first, int number) {
        return IntStream.range(first, first + number).mapToObj(this::task).toList();
    }

    private IBaseResource task(int number) {
        EncounterId encounter = new EncounterId("visit-" + number);
        IBaseResource task = new AdmissionTaskMapper(R4)
                .write(
                        Admission.requested(encounter, JANE, Optional.empty(), NOON)
                                .closed(AdmissionStatus.ACCEPTED),
                        TaskReferences.LITERAL);
        task.setId("Task/" + ids.idOf("admission", "", encounter.value(), JANE.reference()) + "/_history/1");
        task.getMeta().setLastUpdated(Date.from(NOON.plusSeconds(number)));
        return task;
    }
}
