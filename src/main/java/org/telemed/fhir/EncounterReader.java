package org.telemed.fhir;

import ca.uhn.fhir.context.FhirContext;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.telemed.core.encounter.EncounterPhase;
import org.telemed.core.encounter.TelemedEncounter;
import org.telemed.core.participant.LocalReferences;
import org.telemed.core.participant.Participant;

/** Reads what telemedicine needs off an Encounter, and never fails on what else it finds there. */
public final class EncounterReader {
    /** Where a visit's start stands: R4's place, then R5's two, the plan before what came of it. */
    private static final List<String> STARTS = List.of("period.start", "plannedStartDate", "actualPeriod.start");

    private final Elements elements;
    private final Entries entries;
    private final Periods periods;
    private final VirtualServices virtualServices;
    private final Function<IBaseResource, String> partitions;

    /** A reader for a repository without partitions. */
    public EncounterReader(FhirContext context, LocalReferences references, ZoneId zone) {
        this(context, references, zone, encounter -> "");
    }

    /**
     * A reader for one FHIR version.
     *
     * @param references which references name somebody here
     * @param zone where a partial date begins and ends
     * @param partitions in which partition a stored Encounter is
     */
    public EncounterReader(
            FhirContext context, LocalReferences references, ZoneId zone, Function<IBaseResource, String> partitions) {
        this.partitions = partitions;
        this.elements = new Elements(context);
        this.entries = new Entries(context, references, zone);
        this.periods = new Periods(elements, zone);
        this.virtualServices = new VirtualServices(context);
    }

    /**
     * What the Encounter says now; it may change afterwards without the answer changing.
     *
     * @return with an empty version, and an {@code id()} that throws BAD_REQUEST, if the Encounter has none
     */
    public TelemedEncounter read(IBaseResource encounter) {
        return new EncounterSnapshot(
                Optional.ofNullable(encounter.getIdElement().getIdPart()).orElse(""),
                partitions.apply(encounter),
                version(encounter),
                EncounterPhase.ofStatus(status(encounter).orElse(null)),
                start(encounter),
                participants(encounter),
                virtualServices.read(encounter));
    }

    /** The status code as it was written, valid or not. */
    public Optional<String> status(IBaseResource encounter) {
        return elements.text(encounter, "status");
    }

    private String version(IBaseResource encounter) {
        return Optional.ofNullable(encounter.getIdElement().getVersionIdPart())
                .or(() -> elements.text(encounter, "meta.versionId"))
                .orElse("");
    }

    private Optional<Instant> start(IBaseResource encounter) {
        for (String path : STARTS) {
            Optional<Instant> start = elements.text(encounter, path).flatMap(periods::startOf);
            if (start.isPresent()) {
                return start;
            }
        }
        return Optional.empty();
    }

    private List<Participant> participants(IBaseResource encounter) {
        return Stream.of(listed(encounter), others(encounter), subject(encounter))
                .flatMap(people -> people)
                .toList();
    }

    private Stream<Participant> listed(IBaseResource encounter) {
        return elements.at(encounter, "participant")
                .flatMap(entry -> entries.read(
                        Stream.concat(elements.at(entry, "individual"), elements.at(entry, "actor")),
                        elements.at(entry, "period")));
    }

    private Stream<Participant> others(IBaseResource encounter) {
        return Elements.extensions(encounter, TelemedUrls.OTHER_PARTICIPANTS_EXTENSION)
                .flatMap(list -> Elements.extensions(list, TelemedUrls.OTHER_PARTICIPANT_EXTENSION))
                .flatMap(entry -> entries.read(values(entry, "reference"), values(entry, "period")));
    }

    /** What the extensions say; one without a value stands for itself, which is of no type that anybody expects. */
    private static Stream<IBase> values(IBase entry, String url) {
        return Elements.extensions(entry, url)
                .map(extension -> extension.getValue() == null ? extension : extension.getValue());
    }

    private Stream<Participant> subject(IBaseResource encounter) {
        return entries.read(elements.at(encounter, "subject"), Stream.empty())
                .filter(person -> person.profile().type().equals("Patient"));
    }
}
