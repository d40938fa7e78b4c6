package org.telemed.fhir.encounter;

import ca.uhn.fhir.context.FhirContext;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.telemed.core.membership.LocalReferences;
import org.telemed.core.membership.Participant;
import org.telemed.fhir.element.FhirElements;

/** Reads the people in a PractitionerRole or Group. */
public final class RoleAndGroupReader {
    /** A larger Group is a population, not a list of people to let into a visit. */
    public static final int MOST_MEMBERS = 200;

    private final FhirElements elements;
    private final ReferenceAndPeriodReader entries;

    /**
     * A reader for one FHIR version.
     *
     * @param references reads references to resources of this server
     * @param zone the time zone of partial dates
     */
    public RoleAndGroupReader(FhirContext context, LocalReferences references, ZoneId zone) {
        this.elements = new FhirElements(context);
        this.entries = new ReferenceAndPeriodReader(context, references, zone);
    }

    /**
     * The people in a role or group, each with the period of the role or of the member entry.
     *
     * @return an empty list if it is inactive, too large, or another kind of resource
     */
    public List<Participant> membersOf(IBaseResource roleOrGroup) {
        if (!holds(elements.written(roleOrGroup, "active"), "true")) {
            return List.of();
        }
        return switch (String.valueOf(roleOrGroup.fhirType())) {
            case "PractitionerRole" ->
                entries.read(
                                elements.at(roleOrGroup, "practitioner"),
                                elements.at(roleOrGroup, "period"),
                                "PractitionerRole.period")
                        .toList();
            case "Group" -> members(elements.at(roleOrGroup, "member").toList());
            default -> List.of();
        };
    }

    /** Whether this is a Group that is ignored because it has too many members. */
    public boolean isTooLarge(IBaseResource roleOrGroup) {
        return "Group".equals(roleOrGroup.fhirType())
                && elements.at(roleOrGroup, "member").count() > MOST_MEMBERS;
    }

    private List<Participant> members(List<IBase> members) {
        if (members.size() > MOST_MEMBERS) {
            return List.of();
        }
        return IntStream.range(0, members.size())
                .boxed()
                .flatMap(index -> member(members.get(index), "Group.member[" + index + "].period"))
                .toList();
    }

    private Stream<Participant> member(IBase member, String period) {
        return holds(elements.written(member, "inactive"), "false")
                ? entries.read(elements.at(member, "entity"), elements.at(member, "period"), period)
                : Stream.empty();
    }

    /** Whether a flag is absent or has the good value; an unreadable one has not. */
    private static boolean holds(Optional<String> flag, String good) {
        return flag.isEmpty() || flag.get().equals(good);
    }
}
