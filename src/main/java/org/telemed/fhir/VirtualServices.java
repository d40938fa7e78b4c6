package org.telemed.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.FhirVersionEnum;
import ca.uhn.fhir.util.FhirTerser;
import ca.uhn.fhir.util.TerserUtil;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.jspecify.annotations.Nullable;
import org.telemed.core.room.VirtualService;

/**
 * The virtual service of our channel type on an Encounter; another vendor's is never touched. R4 and R4B have it as an
 * extension, R5 as an element; in R5 the extension means nothing and is removed wherever one of ours is written or guarded.
 */
public final class VirtualServices {
    private final VirtualServiceForm form;
    private final Optional<VirtualServiceForm> misplaced;
    private final FhirTerser terser;

    public VirtualServices(FhirContext context) {
        boolean hasElement = context.getVersion().getVersion().isEqualOrNewerThan(FhirVersionEnum.R5);
        VirtualServiceForm extension = new VirtualServiceExtension(context);
        this.form = hasElement ? new VirtualServiceElement(context) : extension;
        this.misplaced = hasElement ? Optional.of(extension) : Optional.empty();
        this.terser = context.newTerser();
    }

    /** Our virtual service, if there is one: a placeholder unless it has exactly one address and that is a room's. */
    public Optional<VirtualService> read(IBaseResource encounter) {
        return entry(encounter).map(form::read);
    }

    /** Documents the virtual service in place of whatever there was of ours; one without room becomes a placeholder. */
    public void write(IBaseResource encounter, VirtualService service) {
        remove(encounter);
        form.fill(form.append(encounter), service);
    }

    /** Removes what there is of ours. */
    public void remove(IBaseResource encounter) {
        form.removeOurs(encounter);
        misplaced.ifPresent(other -> other.removeOurs(encounter));
    }

    /**
     * Keeps a client from setting, changing or dropping the room: {@code changed} gets the one that the server documented
     * on {@code stored}, or else none. Where there is none a client may say that it wants one, by a placeholder.
     *
     * @param stored what the server has; null if there was no such Encounter
     * @param changed what is about to be stored
     */
    public void keepServerOwned(@Nullable IBaseResource stored, IBaseResource changed) {
        Optional<IBase> documented =
                stored == null ? Optional.empty() : entry(stored).filter(this::hasRoom);
        List<IBase> claimed = form.ours(changed);
        if (documented.isPresent()) {
            restore(documented.get(), claimed, changed);
        } else if (claimed.size() > 1 || !claimed.stream().allMatch(form::isPlaceholder)) {
            write(
                    changed,
                    new VirtualService(
                            Optional.empty(), form.read(claimed.get(0)).maxParticipants()));
        }
        misplaced.ifPresent(other -> other.removeOurs(changed));
    }

    private void restore(IBase documented, List<IBase> claimed, IBaseResource changed) {
        if (claimed.size() != 1 || !TerserUtil.equals(documented, claimed.get(0))) {
            remove(changed);
            terser.cloneInto(documented, form.append(changed), true);
        }
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
