package org.telemed.fhir.encounter;

import ca.uhn.fhir.context.FhirContext;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.telemed.core.encounter.EncounterPhase;
import org.telemed.core.encounter.TelemedEncounter;
import org.telemed.core.encounter.VisitStart;
import org.telemed.core.membership.LocalReferences;
import org.telemed.core.membership.ParticipantEntry;
import org.telemed.fhir.element.FhirElements;
import org.telemed.fhir.element.PeriodReader;

/** Reads the TelemedEncounter from an Encounter of any FHIR version; never fails on invalid content. */
public final class EncounterReader {
    /** The elements with a visit's start: R4's, then R5's two, the planned one first. */
    private static final List<String> STARTS = List.of("period.start", "plannedStartDate", "actualPeriod.start");

    private static final List<String> PERIODS = List.of("period", "actualPeriod");

    private final FhirElements elements;
    private final EncounterParticipantReader participants;
    private final PeriodReader periods;
    private final VirtualServiceMapper virtualServices;
    private final Function<IBaseResource, String> partitions;

    /** A reader for a repository without partitions. */
    public EncounterReader(
            FhirContext context, VirtualServiceMapper virtualServices, LocalReferences references, ZoneId zone) {
        this(context, virtualServices, references, zone, encounter -> "");
    }

    /**
     * A reader for one FHIR version.
     *
     * @param virtualServices reads the rooms of one vendor
     * @param references reads references to resources of this server
     * @param zone the time zone of partial dates
     * @param partitions finds the partition of a stored Encounter
     */
    public EncounterReader(
            FhirContext context,
            VirtualServiceMapper virtualServices,
            LocalReferences references,
            ZoneId zone,
            Function<IBaseResource, String> partitions) {
        this.partitions = partitions;
        this.elements = new FhirElements(context);
        this.participants = new EncounterParticipantReader(context, references, zone);
        this.periods = new PeriodReader(elements, zone);
        this.virtualServices = virtualServices;
    }

    /**
     * Reads a snapshot: later changes of the Encounter do not change it.
     *
     * @return with an empty version, and an {@code id()} that throws BAD_REQUEST, if the Encounter has none
     */
    public TelemedEncounter read(IBaseResource encounter) {
        return new EncounterSnapshot(
                Optional.ofNullable(encounter.getIdElement().getIdPart()).orElse(""),
                partitions.apply(encounter),
                version(encounter),
                Optional.ofNullable(encounter.getMeta().getLastUpdated()).map(Date::toInstant),
                EncounterPhase.ofStatus(status(encounter).orElse(null)),
                start(encounter),
                participants.read(encounter),
                virtualServices.read(encounter));
    }

    /** The participants as people read them. */
    public List<ParticipantEntry> entries(IBaseResource encounter) {
        return participants.entries(encounter);
    }

    /** What this reader reads rooms with. */
    public VirtualServiceMapper virtualServices() {
        return virtualServices;
    }

    /** The status code, valid or not. */
    public Optional<String> status(IBaseResource encounter) {
        return elements.text(encounter, "status");
    }

    private String version(IBaseResource encounter) {
        return Optional.ofNullable(encounter.getIdElement().getVersionIdPart())
                .or(() -> elements.text(encounter, "meta.versionId"))
                .orElse("");
    }

    private VisitStart start(IBaseResource encounter) {
        for (String path : STARTS) {
            Optional<String> start = elements.written(encounter, path);
            if (start.isPresent()) {
                return periods.startOf(start.get(), "Encounter." + path);
            }
        }
        return unreadablePeriod(encounter);
    }

    /** A period that has extensions only, such as a data-absent-reason. */
    private VisitStart unreadablePeriod(IBaseResource encounter) {
        return PERIODS.stream()
                .filter(path -> elements.at(encounter, path)
                        .anyMatch(period -> !period.isEmpty()
                                && elements.written(period, "end").isEmpty()))
                .findFirst()
                .<VisitStart>map(path -> new VisitStart.Unreadable("Encounter." + path))
                .orElse(VisitStart.NOT_SET);
    }
}
