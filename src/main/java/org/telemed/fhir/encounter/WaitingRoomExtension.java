package org.telemed.fhir.encounter;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.util.FhirTerser;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IBaseExtension;
import org.hl7.fhir.instance.model.api.IBaseHasExtensions;
import org.hl7.fhir.instance.model.api.IBaseHasModifierExtensions;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IPrimitiveType;
import org.jspecify.annotations.Nullable;
import org.telemed.fhir.element.FhirElements;
import org.telemed.fhir.element.TelemedUrls;

/**
 * Reads and writes the extension on an Encounter that says whether the visit has a waiting room. It is the server's, in
 * every FHIR version, and does not depend on a virtual service entry, which a client may drop.
 */
final class WaitingRoomExtension {
    private final FhirElements elements;
    private final FhirTerser terser;

    WaitingRoomExtension(FhirContext context) {
        this.elements = new FhirElements(context);
        this.terser = context.newTerser();
    }

    /**
     * What the Encounter documents; empty if nothing. An extension that cannot be read, or a second one, means that there
     * is a waiting room: otherwise whoever has to wait would profit.
     */
    Optional<Boolean> read(IBaseResource encounter) {
        List<IBaseExtension<?, ?>> documented = FhirElements.extensions(encounter, TelemedUrls.WAITING_ROOM_EXTENSION)
                .toList();
        return documented.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        documented.size() > 1 || valueOf(documented.get(0)).orElse(true));
    }

    /** Writes it once, in place of what was there. */
    void write(IBaseResource encounter, boolean hasWaitingRoom) {
        List<IBase> extensions = extensionsOf(encounter);
        IBaseExtension<?, ?> extension = ((IBaseHasExtensions) encounter).addExtension();
        extensions.remove(extensions.size() - 1);
        extension.setUrl(TelemedUrls.WAITING_ROOM_EXTENSION);
        terser.addElement(extension, "valueBoolean", String.valueOf(hasWaitingRoom));
        replace(encounter, List.of(extension));
    }

    /**
     * Undoes a client's change: {@code changed} gets exactly what {@code stored} documents. A modifier extension of that
     * URL is removed, because others could take it for ours.
     *
     * @param stored the stored Encounter; null if there is none
     * @param changed the Encounter about to be stored
     */
    void keepServerOwned(@Nullable IBaseResource stored, IBaseResource changed) {
        replace(
                changed,
                stored == null
                        ? List.of()
                        : FhirElements.extensions(stored, TelemedUrls.WAITING_ROOM_EXTENSION)
                                .map(elements::copyOf)
                                .toList());
    }

    /** Puts them where the first of them was, so that a write that changes nothing makes no new version. */
    private static void replace(IBaseResource encounter, List<IBase> extensions) {
        List<IBase> all = extensionsOf(encounter);
        int place = 0;
        while (place < all.size() && !isOurs(all.get(place))) {
            place++;
        }
        all.removeIf(WaitingRoomExtension::isOurs);
        all.addAll(place, extensions);
        ((IBaseHasModifierExtensions) encounter).getModifierExtension().removeIf(WaitingRoomExtension::isOurs);
    }

    private static Optional<Boolean> valueOf(IBaseExtension<?, ?> extension) {
        return extension.getValue() instanceof IPrimitiveType<?> primitive
                        && primitive.getValue() instanceof Boolean hasWaitingRoom
                ? Optional.of(hasWaitingRoom)
                : Optional.empty();
    }

    private static boolean isOurs(IBase extension) {
        return TelemedUrls.WAITING_ROOM_EXTENSION.equals(((IBaseExtension<?, ?>) extension).getUrl());
    }

    /** The live list. */
    @SuppressWarnings("unchecked")
    private static List<IBase> extensionsOf(IBaseResource encounter) {
        return (List<IBase>) (List<?>) ((IBaseHasExtensions) encounter).getExtension();
    }
}
