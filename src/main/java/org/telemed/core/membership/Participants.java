package org.telemed.core.membership;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toUnmodifiableSet;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The membership rule: who is a participant of an Encounter, and from when until when. There is no other. */
public final class Participants {
    private static final String ROLE = "PractitionerRole";
    private static final String GROUP = "Group";

    private final RoleAndGroupResolver standIns;
    private final Duration earlyJoin;

    /** @param earlyJoin how long before the start of their period somebody counts as a participant */
    public Participants(RoleAndGroupResolver standIns, Duration earlyJoin) {
        this.standIns = standIns;
        this.earlyJoin = earlyJoin;
    }

    /** What the profile is to an Encounter that lists these participants. Of several entries, any that holds counts. */
    public Membership membership(ResourceReference profile, String partition, List<Participant> listed, Instant now) {
        List<Period> own = periodsOf(profile, listed);
        Membership direct = judge(own, now);
        if (direct instanceof Membership.Member member && member.until().isEmpty()) {
            return direct;
        }
        List<Period> behind = periodsOf(
                profile,
                behind(
                        partition,
                        listed.stream()
                                .filter(entry -> mayStandFor(entry.profile(), profile))
                                .toList()));
        return behind.isEmpty()
                ? direct
                : judge(Stream.concat(own.stream(), behind.stream()).toList(), now);
    }

    /** Everybody who is a participant now, those behind roles and groups included. */
    public Set<ResourceReference> members(String partition, List<Participant> listed, Instant now) {
        Map<ResourceReference, List<Period>> periods = Stream.concat(
                        listed.stream(), behind(partition, listed).stream())
                .collect(groupingBy(Participant::profile, mapping(Participant::period, toList())));
        return periods.entrySet().stream()
                .filter(entry -> judge(entry.getValue(), now) instanceof Membership.Member)
                .map(Map.Entry::getKey)
                .collect(toUnmodifiableSet());
    }

    private static List<Period> periodsOf(ResourceReference profile, List<Participant> entries) {
        return entries.stream()
                .filter(entry -> entry.profile().equals(profile))
                .map(Participant::period)
                .toList();
    }

    /** Whom the roles and groups among these entries stand for, each for as long as both hold. */
    private List<Participant> behind(String partition, List<Participant> listed) {
        List<ResourceReference> rolesAndGroups = listed.stream()
                .map(Participant::profile)
                .filter(profile -> profile.type().equals(ROLE) || profile.type().equals(GROUP))
                .distinct()
                .toList();
        if (rolesAndGroups.isEmpty()) {
            return List.of();
        }
        Map<ResourceReference, List<Participant>> behind = standIns.behind(partition, rolesAndGroups);
        return listed.stream()
                .flatMap(entry -> behind.getOrDefault(entry.profile(), List.of()).stream()
                        .filter(person -> mayStandFor(entry.profile(), person.profile()))
                        .map(person -> new Participant(
                                person.profile(), person.period().and(entry.period()))))
                .toList();
    }

    private static boolean mayStandFor(ResourceReference entry, ResourceReference person) {
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
