package org.telemed.core.participant;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The membership rule: who is a participant of an Encounter, and from when until when. There is no other. */
public final class Participants {
    private static final String ROLE = "PractitionerRole";
    private static final String GROUP = "Group";

    private final StandIns standIns;
    private final Duration earlyJoin;

    /** @param earlyJoin how long before the start of their period somebody counts as a participant */
    public Participants(StandIns standIns, Duration earlyJoin) {
        this.standIns = standIns;
        this.earlyJoin = earlyJoin;
    }

    /** What the profile is to an Encounter that lists these participants. Of several entries, any that holds counts. */
    public Membership membership(Profile profile, List<Participant> listed, Instant now) {
        List<Period> own = periodsNaming(profile, listed).toList();
        Membership direct = judge(own, now);
        if (direct instanceof Membership.Member member && member.until().isEmpty()) {
            return direct;
        }
        List<Period> all =
                Stream.concat(own.stream(), periodsStandingFor(profile, listed)).toList();
        return all.size() == own.size() ? direct : judge(all, now);
    }

    private static Stream<Period> periodsNaming(Profile profile, Collection<Participant> listed) {
        return listed.stream().filter(entry -> entry.profile().equals(profile)).map(Participant::period);
    }

    private Stream<Period> periodsStandingFor(Profile profile, List<Participant> listed) {
        List<Participant> candidates = listed.stream()
                .filter(entry -> mayStandFor(entry.profile(), profile))
                .toList();
        if (candidates.isEmpty()) {
            return Stream.empty();
        }
        Map<Profile, List<Participant>> behind = standIns.behind(
                candidates.stream().map(Participant::profile).distinct().toList());
        return candidates.stream()
                .flatMap(entry -> periodsNaming(profile, behind.getOrDefault(entry.profile(), List.of()))
                        .map(period -> period.and(entry.period())));
    }

    private static boolean mayStandFor(Profile entry, Profile person) {
        return entry.type().equals(GROUP)
                || (entry.type().equals(ROLE) && person.type().equals("Practitioner"));
    }

    private Membership judge(List<Period> periods, Instant now) {
        List<Period> possible =
                periods.stream().filter(period -> !period.isEmpty()).toList();
        if (possible.isEmpty()) {
            return new Membership.Outsider();
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
