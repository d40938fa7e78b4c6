package org.telemed.hapi.waiting;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.param.TokenOrListParam;
import ca.uhn.fhir.rest.param.TokenParam;
import jakarta.persistence.EntityManagerFactory;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.telemed.core.caller.KeyedIds;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.membership.ResourceReference;
import org.telemed.core.waiting.Admission;
import org.telemed.core.waiting.Admissions;
import org.telemed.fhir.element.TelemedUrls;
import org.telemed.fhir.task.AdmissionTaskMapper;
import org.telemed.fhir.task.TaskReferences;
import org.telemed.fhir.task.TelemedTasks;
import org.telemed.hapi.caller.Partitions;

/**
 * Stores admissions as Tasks in the host's repository, one for each Encounter and person. A Task counts only if its id is
 * the keyed hash of what it says: without the key nobody can compute it.
 */
public final class TaskAdmissions implements Admissions {
    private final TaskStore store;
    private final AdmissionTaskMapper mapper;
    private final KeyedIds ids;
    private final Consumer<EncounterId> onChange;
    private final Optional<AdmissionCache> cache;

    /**
     * Stores in that repository.
     *
     * @param database HAPI's, to read versions alone; empty if there are several: then each admission is read whole
     * @param onChange is called with the Encounter of each stored admission
     */
    public TaskAdmissions(
            DaoRegistry daos,
            FhirContext context,
            Partitions partitions,
            KeyedIds ids,
            Optional<EntityManagerFactory> database,
            Consumer<EncounterId> onChange) {
        this.cache = database.map(TaskVersions::new).map(versions -> new AdmissionCache(versions::current));
        this.store = new TaskStore(daos, context, partitions);
        this.mapper = new AdmissionTaskMapper(context);
        this.ids = ids;
        this.onChange = onChange;
    }

    @Override
    public Optional<Admission> find(EncounterId encounter, ResourceReference person) {
        List<UUID> possible = idsOf(encounter, person);
        Optional<Admission> current = find(possible.get(0), encounter.partition());
        return current.isPresent() || possible.size() == 1 ? current : underFormerKey(possible, encounter);
    }

    private Optional<Admission> find(UUID id, String partition) {
        Supplier<Optional<Admission>> stored =
                () -> store.read(id, partition).flatMap(task -> genuine(task, partition));
        return cache.map(known -> known.find(id, stored)).orElseGet(stored);
    }

    private Optional<Admission> underFormerKey(List<UUID> possible, EncounterId encounter) {
        TokenOrListParam any = new TokenOrListParam();
        possible.forEach(id -> any.add(id.toString()));
        return genuine(
                        store.search(new SearchParameterMap().add("_id", any), encounter.partition()),
                        encounter.partition())
                .stream()
                .findFirst();
    }

    @Override
    public List<Admission> findAll(EncounterId encounter) {
        return genuine(
                store.search(
                        ofCode().add(
                                        "group-identifier",
                                        new TokenParam(TelemedUrls.ENCOUNTER_SYSTEM, encounter.value())),
                        encounter.partition()),
                encounter.partition());
    }

    @Override
    public Admission store(Admission admission) {
        Function<TaskReferences, IBaseResource> task = references -> mapper.write(admission, references);
        String partition = admission.encounter().partition();
        IIdType written = admission
                .version()
                .map(version -> store.update(task, version, partition))
                .orElseGet(() -> store.create(
                        idsOf(admission.encounter(), admission.person()).get(0),
                        task,
                        partition,
                        stored -> genuine(stored, partition).isPresent()));
        onChange.accept(admission.encounter());
        return admission.storedAs(written.toUnqualified().getValue());
    }

    /** A search for Tasks of admissions. */
    static SearchParameterMap ofCode() {
        return new SearchParameterMap().add("code", new TokenParam(TelemedUrls.TASK_SYSTEM, TelemedTasks.ADMISSION));
    }

    /** A search in that partition. */
    List<Admission> search(SearchParameterMap parameters, String partition) {
        return genuine(store.search(parameters, partition), partition);
    }

    /**
     * What a search has found.
     *
     * @param tasks the number of Tasks, genuine or not
     * @param lastUpdated of the last Task
     */
    record Found(List<Admission> admissions, int tasks, Optional<Date> lastUpdated) {
        boolean isFull(int batch) {
            return tasks >= batch;
        }
    }

    /** The Task's id in the version of an admission. */
    static String idIn(String version) {
        return version.replaceFirst("^Task/", "").replaceFirst("/_history/.*", "");
    }

    /** A search in all partitions. */
    Found searchEverywhere(SearchParameterMap parameters) {
        List<IBaseResource> tasks = store.searchEverywhere(parameters);
        return new Found(
                tasks.stream()
                        .flatMap(task -> genuine(task, store.partitionOf(task)).stream())
                        .toList(),
                tasks.size(),
                tasks.stream()
                        .reduce((first, last) -> last)
                        .map(task -> task.getMeta().getLastUpdated()));
    }

    private List<Admission> genuine(Collection<IBaseResource> tasks, String partition) {
        return tasks.stream().flatMap(task -> genuine(task, partition).stream()).toList();
    }

    private Optional<Admission> genuine(IBaseResource task, String partition) {
        return mapper.read(task, partition)
                .filter(admission -> idsOf(admission.encounter(), admission.person()).stream()
                        .anyMatch(id -> id.toString().equals(task.getIdElement().getIdPart())));
    }

    private List<UUID> idsOf(EncounterId encounter, ResourceReference person) {
        return ids.idsOf("admission", encounter.partition(), encounter.value(), person.reference());
    }
}
