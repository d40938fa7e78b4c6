package org.telemed.core.membership;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toUnmodifiableSet;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The membership rule: decides who is a participant of an Encounter, and from when until when. There is no other such
 * rule.
 */
public final class MembershipRule {
    private static final String ROLE = "PractitionerRole";
    private static final String GROUP = "Group";

    private final RoleAndGroupResolver resolver;
    private final Duration earlyJoin;

    /** @param earlyJoin how long before the start of their period a person counts as a participant */
    public MembershipRule(RoleAndGroupResolver resolver, Duration earlyJoin) {
        this.resolver = resolver;
        this.earlyJoin = earlyJoin;
    }

    /** The membership of a person in an Encounter with these entries. One entry that is valid now is enough. */
    public Membership membershipOf(ResourceReference person, String partition, List<Participant> listed, Instant now) {
        List<Period> own = periodsOf(person, listed);
        Membership direct = judge(own, now);
        if (direct instanceof Membership.Member member && member.until().isEmpty()) {
            return direct;
        }
        List<Period> indirect = periodsOf(
                person,
                throughRolesAndGroups(
                        partition,
                        listed.stream()
                                .filter(entry -> mayInclude(entry.reference(), person))
                                .toList()));
        return indirect.isEmpty()
                ? direct
                : judge(Stream.concat(own.stream(), indirect.stream()).toList(), now);
    }

    /** All people who are participants now, including those through roles and groups. */
    public Set<ResourceReference> currentMembers(String partition, List<Participant> listed, Instant now) {
        Map<ResourceReference, List<Period>> periods = Stream.concat(
                        listed.stream(), throughRolesAndGroups(partition, listed).stream())
                .collect(groupingBy(Participant::reference, mapping(Participant::period, toList())));
        return periods.entrySet().stream()
                .filter(entry -> judge(entry.getValue(), now) instanceof Membership.Member)
                .map(Map.Entry::getKey)
                .collect(toUnmodifiableSet());
    }

    /**
     * Everybody whom these entries list or include through roles and groups, in their order, with the entries and the
     * membership that they give. Roles and groups themselves are not among them.
     */
    public List<ListedPerson> people(String partition, List<Participant> listed, Instant now) {
        Map<ResourceReference, List<Participant>> members = membersOf(partition, listed);
        Map<ResourceReference, Listing> found = new LinkedHashMap<>();
        for (Participant entry : listed) {
            for (Participant person : isRoleOrGroup(entry.reference()) ? included(entry, members) : List.of(entry)) {
                Listing listing = found.computeIfAbsent(
                        person.reference(), any -> new Listing(new LinkedHashSet<>(), new ArrayList<>()));
                listing.entries().add(entry.reference());
                listing.periods().add(person.period());
            }
        }
        return found.entrySet().stream()
                .map(person -> new ListedPerson(
                        person.getKey(),
                        List.copyOf(person.getValue().entries()),
                        judge(person.getValue().periods(), now)))
                .toList();
    }

    private record Listing(Set<ResourceReference> entries, List<Period> periods) {}

    private static List<Period> periodsOf(ResourceReference person, List<Participant> entries) {
        return entries.stream()
                .filter(entry -> entry.reference().equals(person))
                .map(Participant::period)
                .toList();
    }

    /** The people in the roles and groups among these entries, each for the intersection of both periods. */
    private List<Participant> throughRolesAndGroups(String partition, List<Participant> listed) {
        Map<ResourceReference, List<Participant>> members = membersOf(partition, listed);
        return members.isEmpty()
                ? List.of()
                : listed.stream()
                        .flatMap(entry -> included(entry, members).stream())
                        .toList();
    }

    private Map<ResourceReference, List<Participant>> membersOf(String partition, List<Participant> listed) {
        List<ResourceReference> rolesAndGroups = listed.stream()
                .map(Participant::reference)
                .filter(MembershipRule::isRoleOrGroup)
                .distinct()
                .toList();
        return rolesAndGroups.isEmpty() ? Map.of() : resolver.membersOf(partition, rolesAndGroups);
    }

    private static List<Participant> included(Participant entry, Map<ResourceReference, List<Participant>> members) {
        return members.getOrDefault(entry.reference(), List.of()).stream()
                .filter(person -> mayInclude(entry.reference(), person.reference()))
                .map(person ->
                        new Participant(person.reference(), person.period().and(entry.period())))
                .toList();
    }

    private static boolean isRoleOrGroup(ResourceReference entry) {
        return entry.type().equals(ROLE) || entry.type().equals(GROUP);
    }

    private static boolean mayInclude(ResourceReference entry, ResourceReference person) {
        return entry.type().equals(GROUP)
                || (entry.type().equals(ROLE) && person.type().equals("Practitioner"));
    }

    private Membership judge(List<Period> periods, Instant now) {
        List<Period> possible =
                periods.stream().filter(period -> !period.isEmpty()).toList();
        if (possible.isEmpty()) {
            return unreadable(periods)
                    .<Membership>map(Membership.Unreadable::new)
                    .orElseGet(Membership.Outsider::new);
        }
        List<Period> holding = possible.stream()
                .filter(period -> !period.isOverAt(now) && !period.isAheadAt(now, earlyJoin))
                .toList();
        if (!holding.isEmpty()) {
            return new Membership.Member(latestEnd(holding));
        }
        return earliestAhead(possible, now)
                .<Membership>map(Membership.TooEarly::new)
                .orElseGet(Membership.Left::new);
    }

    private static Optional<String> unreadable(List<Period> periods) {
        return periods.stream()
                .flatMap(period -> period.unreadableElement().stream())
                .findFirst();
    }

    private static Optional<Instant> latestEnd(List<Period> holding) {
        if (holding.stream().anyMatch(period -> period.ends().isEmpty())) {
            return Optional.empty();
        }
        return holding.stream().flatMap(period -> period.ends().stream()).max(Comparator.naturalOrder());
    }

    private Optional<Instant> earliestAhead(List<Period> possible, Instant now) {
        return possible.stream()
                .filter(period -> period.isAheadAt(now, earlyJoin))
                .map(Period::start)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .map(start -> start.minus(earlyJoin));
    }
}
