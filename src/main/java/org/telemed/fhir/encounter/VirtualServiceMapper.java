package org.telemed.fhir.encounter;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.FhirVersionEnum;
import ca.uhn.fhir.util.FhirTerser;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.jspecify.annotations.Nullable;
import org.telemed.core.encounter.VirtualService;
import org.telemed.core.video.ChannelType;

/**
 * Reads and writes the virtual service of our channel type on an Encounter; other vendors' entries are never changed.
 * R4 and R4B have it as an extension, R5 as an element; in R5 our extension is removed. Whether the visit has a waiting
 * room is an extension of its own, in every version.
 */
public final class VirtualServiceMapper {
    private final VirtualServiceFormat form;
    private final Optional<VirtualServiceFormat> misplaced;
    private final WaitingRoomExtension waitingRoom;
    private final FhirTerser terser;

    /**
     * A mapper for one vendor's rooms.
     *
     * @param ours the vendor's channel type; entries of another one are the client's
     * @param isRoomId tells what has the shape of a room's id at the vendor
     */
    public VirtualServiceMapper(FhirContext context, ChannelType ours, Predicate<String> isRoomId) {
        boolean hasElement = context.getVersion().getVersion().isEqualOrNewerThan(FhirVersionEnum.R5);
        VirtualServiceFormat extension = new R4VirtualServiceExtension(context, ours, isRoomId);
        this.form = hasElement ? new R5VirtualServiceElement(context, ours) : extension;
        this.misplaced = hasElement ? Optional.of(extension) : Optional.empty();
        this.waitingRoom = new WaitingRoomExtension(context);
        this.terser = context.newTerser();
    }

    /**
     * Our virtual service, if there is one; a placeholder unless it has exactly one address, with a room's id. An
     * Encounter that documents a waiting room has one, also without an entry: a client may have dropped the placeholder.
     */
    public Optional<VirtualService> read(IBaseResource encounter) {
        Optional<VirtualService> service = readEntry(encounter);
        Optional<Boolean> documented = waitingRoom.read(encounter);
        return documented.isEmpty()
                ? service
                : Optional.of(service.orElse(VirtualService.PLACEHOLDER).withWaitingRoom(documented));
    }

    /** The same by our entry alone, without what the Encounter says of a waiting room. */
    public Optional<VirtualService> readEntry(IBaseResource encounter) {
        return entry(encounter).map(form::read);
    }

    /**
     * Writes the virtual service into our entry, or a new one; without a room it becomes a placeholder. A client's
     * content in the entry stays. What the Encounter says of a waiting room changes only if the virtual service says
     * it.
     */
    public void write(IBaseResource encounter, VirtualService service) {
        write(null, encounter, service);
    }

    /**
     * The same for an update of a stored Encounter, whose entry is used if the changed one has none.
     *
     * @param stored null if there was no such Encounter
     */
    public void write(@Nullable IBaseResource stored, IBaseResource encounter, VirtualService service) {
        Optional<IBase> before = stored == null ? Optional.empty() : entry(stored);
        IBase entry = entry(encounter)
                .or(() -> before.flatMap(documented -> withChangedType(documented, encounter)))
                .or(() -> before.map(documented -> copyOf(documented, encounter)))
                .orElseGet(() -> form.append(encounter));
        form.fill(entry, service);
        form.removeOthers(encounter, entry);
        form.putFirst(encounter, entry);
        misplaced.ifPresent(other -> other.removeOthers(encounter, null));
        service.waitingRoom().ifPresent(exists -> waitingRoom.write(encounter, exists));
    }

    /** Removes all our entries, and what the Encounter says of a waiting room. */
    public void remove(IBaseResource encounter) {
        form.removeOurs(encounter);
        misplaced.ifPresent(other -> other.removeOthers(encounter, null));
        waitingRoom.keepServerOwned(null, encounter);
    }

    /**
     * Undoes a client's change of the room: {@code changed} gets the room of {@code stored}, or none, also if the client
     * gave the room's entry another channel type. Without a stored room, a client's placeholder stays, and any address in
     * it is removed. What else the client put into an entry of ours stays. The same for the waiting room.
     *
     * @param stored the stored Encounter; null if there is none
     * @param changed the Encounter about to be stored
     */
    public void keepServerOwned(@Nullable IBaseResource stored, IBaseResource changed) {
        Optional<IBase> ours = stored == null ? Optional.empty() : entry(stored);
        Optional<IBase> documented = ours.filter(this::hasRoom);
        List<IBase> claimed = form.ours(changed);
        if (documented.isPresent()) {
            restore(documented.get(), claimed, changed);
        } else if (!claimed.isEmpty()) {
            keepPlaceholder(ours.isPresent(), claimed, changed);
        }
        misplaced.ifPresent(other -> other.removeOthers(changed, null));
        keepWaitingRoom(stored, changed);
    }

    /**
     * Undoes a client's change of what the Encounter says of a waiting room.
     *
     * @param stored the stored Encounter; null if there is none
     * @param changed the Encounter about to be stored
     */
    public void keepWaitingRoom(@Nullable IBaseResource stored, IBaseResource changed) {
        waitingRoom.keepServerOwned(stored, changed);
    }

    private void restore(IBase documented, List<IBase> claimed, IBaseResource changed) {
        IBase entry = claimed.stream()
                .filter(claim ->
                        form.read(claim).room().equals(form.read(documented).room()))
                .findFirst()
                .or(() -> withChangedType(documented, changed))
                .or(() -> claimed.stream().findFirst())
                .orElseGet(() -> copyOf(documented, changed));
        form.restore(documented, entry);
        form.removeOthers(changed, entry);
        form.putFirst(changed, entry);
    }

    private Optional<IBase> withChangedType(IBase documented, IBaseResource changed) {
        return form.read(documented).room().flatMap(room -> form.withChangedType(changed, room));
    }

    private IBase copyOf(IBase documented, IBaseResource changed) {
        IBase copy = form.append(changed);
        terser.cloneInto(documented, copy, true);
        return copy;
    }

    private void keepPlaceholder(boolean wasThere, List<IBase> claimed, IBaseResource changed) {
        Optional<IBase> placeholder = claimed.stream()
                .filter(form::isPlaceholder)
                .findFirst()
                .or(() -> claimed.stream().filter(form::hasClientContent).findFirst())
                .or(() -> wasThere ? claimed.stream().findFirst() : Optional.empty());
        placeholder.ifPresent(form::clearAddresses);
        form.removeOthers(changed, placeholder.orElse(null));
    }

    /** Our entry; of several, which older software may have written, one with a room. */
    private Optional<IBase> entry(IBaseResource encounter) {
        List<IBase> ours = form.ours(encounter);
        return ours.stream()
                .filter(this::hasRoom)
                .findFirst()
                .or(() -> ours.stream().findFirst());
    }

    private boolean hasRoom(IBase entry) {
        return form.read(entry).room().isPresent();
    }
}
