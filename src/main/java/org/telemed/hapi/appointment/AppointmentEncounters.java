package org.telemed.hapi.appointment;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.telemed.core.appointment.AppointmentId;
import org.telemed.core.appointment.VisitIds;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.encounter.EncounterPhase;
import org.telemed.fhir.appointment.AppointmentLink;
import org.telemed.fhir.encounter.EncounterReader;
import org.telemed.hapi.caller.Partitions;
import org.telemed.hapi.encounter.EncounterRepository;

/** Finds the Encounters of an Appointment, as the server: any that refer to it, and those that the server made, by their ids. */
public final class AppointmentEncounters {
    /** Of one Appointment there is one, or a few. */
    private static final int MOST = 200;

    /** How many earlier versions of an Encounter are read. */
    private static final int VERSIONS_BACK = 20;

    /** Databases limit the number of values in one statement. */
    private static final int BATCH = 500;

    private static final Set<String> CALLED_OFF = Set.of("cancelled", "entered-in-error");

    private final DaoRegistry daos;
    private final EncounterRepository repository;
    private final EncounterReader reader;
    private final AppointmentLink link;
    private final VisitIds visitIds;
    private final Partitions partitions;

    /** Reads from that repository. */
    public AppointmentEncounters(
            DaoRegistry daos,
            EncounterRepository repository,
            EncounterReader reader,
            AppointmentLink link,
            VisitIds visitIds,
            Partitions partitions) {
        this.daos = daos;
        this.repository = repository;
        this.reader = reader;
        this.link = link;
        this.visitIds = visitIds;
        this.partitions = partitions;
    }

    /**
     * The Encounter that the server made, or where it makes one.
     *
     * @param made refers to the Appointment and is not called off; empty if there is none
     * @param free the id of the next one; empty if there is one, or too many were called off
     */
    record Own(Optional<IBaseResource> made, Optional<EncounterId> free) {}

    /** All that refer to the Appointment and are not called off, whoever made them. */
    List<EncounterId> referringTo(AppointmentId appointment) {
        SearchParameterMap referring = SearchParameterMap.newSynchronous()
                .add("appointment", new ReferenceParam(appointment.reference()))
                .setLoadSynchronousUpTo(MOST);
        return daos
                .getResourceDao("Encounter")
                .search(referring, partitions.system(appointment.partition()))
                .getAllResources()
                .stream()
                .filter(encounter -> !isCalledOff(encounter))
                .map(this::idOf)
                .toList();
    }

    /**
     * Those of these Appointments, by their current versions, that have a planned Encounter of the server's which was not written
     * by that version: by a few searches for all of them.
     *
     * @param versions the current versions
     */
    Set<AppointmentId> behind(Map<AppointmentId, String> versions) {
        Map<EncounterId, AppointmentId> candidates = new LinkedHashMap<>();
        versions.keySet()
                .forEach(appointment ->
                        visitIds.of(appointment).forEach(ids -> ids.forEach(id -> candidates.put(id, appointment))));
        return stored(candidates.keySet())
                .filter(this::isPlanned)
                .flatMap(found -> Stream.ofNullable(candidates.get(idOf(found)))
                        .filter(appointment -> link.version(found, appointment)
                                .filter(String.valueOf(versions.get(appointment))::equals)
                                .isEmpty()))
                .collect(Collectors.toSet());
    }

    private Stream<IBaseResource> stored(Collection<EncounterId> all) {
        Map<String, List<EncounterId>> byPartition =
                all.stream().collect(Collectors.groupingBy(EncounterId::partition));
        return byPartition.entrySet().stream().flatMap(entry -> {
            List<EncounterId> ids = entry.getValue();
            return IntStream.iterate(0, from -> from < ids.size(), from -> from + BATCH)
                    .mapToObj(from -> ids.subList(from, Math.min(from + BATCH, ids.size())))
                    .flatMap(batch -> repository.search(entry.getKey(), batch).stream());
        });
    }

    EncounterId idOf(IBaseResource encounter) {
        return new EncounterId(encounter.getIdElement().getIdPart(), partitions.of(encounter));
    }

    boolean isPlanned(IBaseResource encounter) {
        return EncounterPhase.ofStatus(reader.status(encounter).orElse(null)) == EncounterPhase.PLANNED;
    }

    /** Passes over those that were called off, deleted, or no longer refer to the Appointment. */
    Own own(AppointmentId appointment) {
        for (List<EncounterId> ids : visitIds.of(appointment).toList()) {
            boolean taken = false;
            for (EncounterId id : ids) {
                try {
                    IBaseResource stored = repository.read(id);
                    if (!isCalledOff(stored) && link.isThere(stored, appointment)) {
                        return new Own(Optional.of(stored), Optional.empty());
                    }
                    taken = true;
                } catch (ResourceGoneException deleted) {
                    taken = true;
                } catch (ResourceNotFoundException absent) {
                    // under another key perhaps
                }
            }
            if (!taken) {
                return new Own(Optional.empty(), Optional.of(ids.get(0)));
            }
        }
        return new Own(Optional.empty(), Optional.empty());
    }

    /**
     * The version of the Appointment by which the Encounter was written last. A client that drops the extension does not stop
     * the Encounter from following: then an earlier version of the Encounter says it.
     */
    Optional<String> writtenBy(IBaseResource encounter, EncounterId id, AppointmentId appointment) {
        Optional<String> version = link.version(encounter, appointment);
        long current = encounter.getIdElement().getVersionIdPartAsLong();
        for (long back = current - 1; version.isEmpty() && back >= Math.max(1, current - VERSIONS_BACK); back--) {
            try {
                version = link.version(repository.read(id, String.valueOf(back)), appointment);
            } catch (ResourceGoneException | ResourceNotFoundException gone) {
                return Optional.empty();
            }
        }
        return version;
    }

    private boolean isCalledOff(IBaseResource encounter) {
        return reader.status(encounter).filter(CALLED_OFF::contains).isPresent();
    }
}
