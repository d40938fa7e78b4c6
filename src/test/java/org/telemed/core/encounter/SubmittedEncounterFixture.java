package org.telemed.core.encounter;

import java.util.Optional;
import org.telemed.core.error.TelemedException;

/** What a client sent: an Encounter on its way into {@link InMemoryEncounters}. */
public final class SubmittedEncounterFixture implements SubmittedEncounter {
    private final InMemoryEncounters repository;
    private final EncounterFixture content;
    private final Optional<EncounterId> id;
    private final boolean hasIfMatch;
    private Runnable check = () -> {};
    private Runnable afterCreate = () -> {};

    private SubmittedEncounterFixture(
            InMemoryEncounters repository, EncounterFixture content, Optional<EncounterId> id, boolean hasIfMatch) {
        this.repository = repository;
        this.content = content;
        this.id = id;
        this.hasIfMatch = hasIfMatch;
    }

    public static SubmittedEncounterFixture aNew(EncounterFixture content, InMemoryEncounters repository) {
        return new SubmittedEncounterFixture(repository, content, Optional.empty(), false);
    }

    public static SubmittedEncounterFixture anUpdateTo(EncounterFixture content, InMemoryEncounters repository) {
        return new SubmittedEncounterFixture(repository, content, Optional.of(content.id()), false);
    }

    public static SubmittedEncounterFixture anUpdateNamingItsVersionTo(
            EncounterFixture content, InMemoryEncounters repository) {
        return new SubmittedEncounterFixture(repository, content, Optional.of(content.id()), true);
    }

    public SubmittedEncounterFixture refusedWith(TelemedException refusal) {
        check = () -> {
            throw refusal;
        };
        return this;
    }

    /** The write is carried out, and then fails all the same. */
    public SubmittedEncounterFixture failingAfterTheWrite(RuntimeException failure) {
        afterCreate = () -> {
            throw failure;
        };
        return this;
    }

    @Override
    public Optional<EncounterId> id() {
        return id;
    }

    @Override
    public EncounterPhase phase() {
        return content.phase();
    }

    @Override
    public Optional<VirtualService> virtualService() {
        return content.virtualService();
    }

    @Override
    public void requireCreatable() {
        check.run();
    }

    @Override
    public void requireStorableOver(TelemedEncounter stored) {
        check.run();
    }

    @Override
    public TelemedEncounter create(EncounterId newId, VirtualService room) {
        TelemedEncounter created =
                repository.create(content.called(newId.value()).with(room));
        afterCreate.run();
        return created;
    }

    @Override
    public TelemedEncounter update(TelemedEncounter read, VirtualService room) {
        return repository.write(read.version(), content.with(room));
    }

    @Override
    public boolean hasIfMatch() {
        return hasIfMatch;
    }
}
