package org.telemed.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.util.FhirTerser;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.telemed.core.room.VirtualService;
import org.telemed.core.video.RoomId;

/** How a virtual service is laid out on an Encounter: in R5 as an element, before that as an extension. */
abstract class VirtualServiceForm {
    /** Twilio's limit on a group room. */
    private static final int MOST_PARTICIPANTS = 50;

    final Elements elements;
    final FhirTerser terser;

    VirtualServiceForm(FhirContext context) {
        this.elements = new Elements(context);
        this.terser = context.newTerser();
    }

    /** The Encounter's own list that entries stand in, other vendors' and whatever else among them. */
    abstract List<? extends IBase> slots(IBaseResource encounter);

    /** The channel types of an entry; none for what is no virtual service. */
    abstract Stream<IBase> channelTypes(IBase entry);

    /** Whatever clients could take for the address of an entry. */
    abstract Stream<IBase> addresses(IBase entry);

    /** Appends an empty entry. */
    abstract IBase append(IBaseResource encounter);

    /** Says in an empty entry what it is. */
    abstract void fill(IBase entry, VirtualService service);

    final List<IBase> ours(IBaseResource encounter) {
        return slots(encounter).stream()
                .filter(this::isOurs)
                .<IBase>map(entry -> entry)
                .toList();
    }

    final void removeOurs(IBaseResource encounter) {
        slots(encounter).removeIf(this::isOurs);
    }

    final VirtualService read(IBase entry) {
        return new VirtualService(room(entry), maxParticipants(entry));
    }

    /** Whether an entry has no address and nothing that the vendor cannot do: what a client may say. */
    final boolean isPlaceholder(IBase entry) {
        return addresses(entry).findAny().isEmpty()
                && elements.text(entry, "maxParticipants").isPresent()
                        == maxParticipants(entry).isPresent();
    }

    final void fillChannelType(IBase coding) {
        terser.addElement(coding, "system", TelemedUrls.CHANNEL_TYPE_SYSTEM);
        terser.addElement(coding, "code", TelemedUrls.CHANNEL_TYPE);
        terser.addElement(coding, "display", "Twilio Video Group Rooms");
    }

    private boolean isOurs(IBase entry) {
        return channelTypes(entry).anyMatch(this::isOurChannelType);
    }

    private boolean isOurChannelType(IBase value) {
        return "Coding".equals(value.fhirType())
                && TelemedUrls.CHANNEL_TYPE.equals(elements.text(value, "code").orElse(""))
                && TelemedUrls.CHANNEL_TYPE_SYSTEM.equals(
                        elements.text(value, "system").orElse(TelemedUrls.CHANNEL_TYPE_SYSTEM));
    }

    private Optional<RoomId> room(IBase entry) {
        List<IBase> addresses = addresses(entry).toList();
        return addresses.size() == 1 && "string".equals(addresses.get(0).fhirType())
                ? Elements.text(addresses.get(0)).filter(sid -> !sid.isBlank()).map(RoomId::new)
                : Optional.empty();
    }

    private Optional<Integer> maxParticipants(IBase entry) {
        return elements.text(entry, "maxParticipants")
                .filter(text -> text.matches("[0-9]{1,2}"))
                .map(Integer::valueOf)
                .filter(seats -> seats >= 1 && seats <= MOST_PARTICIPANTS);
    }
}
