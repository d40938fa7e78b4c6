package org.telemed.fhir.encounter;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.FhirVersionEnum;
import ca.uhn.fhir.util.FhirTerser;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.jspecify.annotations.Nullable;
import org.telemed.core.encounter.VirtualService;

/**
 * The virtual service of our channel type on an Encounter; another vendor's is never touched. R4 and R4B have it as an
 * extension, R5 as an element; in R5 the extension means nothing and is removed wherever one of ours is written or guarded.
 */
public final class VirtualServiceMapper {
    private final VirtualServiceFormat form;
    private final Optional<VirtualServiceFormat> misplaced;
    private final FhirTerser terser;

    public VirtualServiceMapper(FhirContext context) {
        boolean hasElement = context.getVersion().getVersion().isEqualOrNewerThan(FhirVersionEnum.R5);
        VirtualServiceFormat extension = new R4VirtualServiceExtension(context);
        this.form = hasElement ? new R5VirtualServiceElement(context) : extension;
        this.misplaced = hasElement ? Optional.of(extension) : Optional.empty();
        this.terser = context.newTerser();
    }

    /** Our virtual service, if there is one: a placeholder unless it has exactly one address and that is a room's. */
    public Optional<VirtualService> read(IBaseResource encounter) {
        return entry(encounter).map(form::read);
    }

    /**
     * Documents the virtual service in the entry of ours, or in a new one; without a room it becomes a placeholder. What a
     * client put into the entry stays.
     */
    public void write(IBaseResource encounter, VirtualService service) {
        write(null, encounter, service);
    }

    /**
     * The same for a change of a stored Encounter, whose entry counts where the changed one has none.
     *
     * @param stored null if there was no such Encounter
     */
    public void write(@Nullable IBaseResource stored, IBaseResource encounter, VirtualService service) {
        IBase entry = entry(encounter)
                .or(() -> stored == null ? Optional.empty() : entry(stored).map(before -> copyOf(before, encounter)))
                .orElseGet(() -> form.append(encounter));
        form.removeOthers(encounter, entry);
        form.fill(entry, service);
        form.putBeforeNameless(encounter, entry);
        misplaced.ifPresent(other -> other.removeOurs(encounter));
    }

    /** Removes what there is of ours. */
    public void remove(IBaseResource encounter) {
        form.removeOurs(encounter);
        misplaced.ifPresent(other -> other.removeOurs(encounter));
    }

    /**
     * Keeps a client from setting, changing or dropping the room: {@code changed} gets the one that the server documented
     * on {@code stored}, or else none. Where there is none a client may say that it wants one, by a placeholder; of a
     * room that it invented nothing stays.
     *
     * @param stored what the server has; null if there was no such Encounter
     * @param changed what is about to be stored
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
        misplaced.ifPresent(other -> other.removeOurs(changed));
    }

    private void restore(IBase documented, List<IBase> claimed, IBaseResource changed) {
        IBase entry = claimed.stream()
                .filter(claim ->
                        form.read(claim).room().equals(form.read(documented).room()))
                .findFirst()
                .or(() -> claimed.stream().findFirst())
                .orElseGet(() -> copyOf(documented, changed));
        form.removeOthers(changed, entry);
        form.restore(documented, entry);
        form.putBeforeNameless(changed, entry);
    }

    private IBase copyOf(IBase documented, IBaseResource changed) {
        IBase copy = form.append(changed);
        terser.cloneInto(documented, copy, true);
        return copy;
    }

    private void keepPlaceholder(boolean wasThere, List<IBase> claimed, IBaseResource changed) {
        Optional<IBase> kept = claimed.stream().filter(form::isPlaceholder).findFirst();
        if (kept.isEmpty() && wasThere) {
            form.clearAddresses(claimed.get(0));
            kept = Optional.of(claimed.get(0));
        }
        kept.ifPresentOrElse(entry -> form.removeOthers(changed, entry), () -> form.removeOurs(changed));
    }

    /** The entry that counts where older software left several: one with a room. */
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
