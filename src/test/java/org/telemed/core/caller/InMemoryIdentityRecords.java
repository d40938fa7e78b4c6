package org.telemed.core.caller;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.membership.ResourceReference;

/** Records of issued tokens in a list. */
public final class InMemoryIdentityRecords implements IdentityRecords {
    private final List<Kept> kept = new ArrayList<>();
    private Runnable before = () -> {};
    private int reads;

    /** One record. */
    public record Kept(
            EncounterId encounter, Caller actor, ResourceReference profile, String identity, String tokenId) {}

    public List<Kept> kept() {
        return List.copyOf(kept);
    }

    /** How often all records of an Encounter were read. */
    public int reads() {
        return reads;
    }

    public void failWith(RuntimeException failure) {
        before = () -> {
            throw failure;
        };
    }

    @Override
    public void ensureStored(
            EncounterId encounter, Caller actor, ResourceReference profile, String identity, String tokenId) {
        before.run();
        kept.add(new Kept(encounter, actor, profile, identity, tokenId));
    }

    @Override
    public boolean isKnown(EncounterId encounter, String identity, Collection<ResourceReference> profiles) {
        before.run();
        return kept.stream()
                .anyMatch(record -> record.encounter().equals(encounter)
                        && record.identity().equals(identity)
                        && profiles.contains(record.profile()));
    }

    @Override
    public Map<String, Set<ResourceReference>> peopleByIdentity(EncounterId encounter) {
        before.run();
        reads++;
        return kept.stream()
                .filter(record -> record.encounter().equals(encounter))
                .collect(groupingBy(Kept::identity, mapping(Kept::profile, toSet())));
    }

    /** Somebody was given a token under that identity earlier on. */
    public void known(EncounterId encounter, ResourceReference profile, String identity) {
        Caller actor = new Caller("https://issuer.example", identity, Optional.of(profile), Optional.empty());
        kept.add(new Kept(encounter, actor, profile, identity, "jti-of-" + identity));
    }
}
