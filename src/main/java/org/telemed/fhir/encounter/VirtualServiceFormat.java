package org.telemed.fhir.encounter;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.util.FhirTerser;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.telemed.core.encounter.VirtualService;
import org.telemed.core.video.RoomId;
import org.telemed.fhir.element.FhirElements;
import org.telemed.fhir.element.TelemedUrls;

/**
 * How a virtual service is laid out on an Encounter: in R5 as an element, before that as an extension. The server owns its
 * channel type, its address and how many may take part; what else stands in an entry is the client's and stays.
 */
abstract class VirtualServiceFormat {
    private static final Pattern WHOLE_NUMBER = Pattern.compile("\\d{1,9}");

    /** For a number that cannot be read: no room has so few seats, so nothing is opened for it. */
    private static final int NO_NUMBER = 0;

    final FhirElements elements;
    final FhirTerser terser;

    VirtualServiceFormat(FhirContext context) {
        this.elements = new FhirElements(context);
        this.terser = context.newTerser();
    }

    /** The Encounter's own list that entries stand in, other vendors' and whatever else among them. */
    abstract List<IBase> slots(IBaseResource encounter);

    /** Whether an entry of that list is a virtual service, whoever's. */
    abstract boolean isVirtualService(IBase entry);

    /** The channel types of an entry; none for what is no virtual service. */
    abstract Stream<IBase> channelTypes(IBase entry);

    /** Whatever clients could take for the address of an entry. */
    abstract Stream<IBase> addresses(IBase entry);

    /** Appends an empty entry. */
    abstract IBase append(IBaseResource encounter);

    /** Says in an entry what it is, and leaves what else stands there. */
    abstract void fill(IBase entry, VirtualService service);

    /** Gives an entry the channel type and the address of another, and leaves what else stands there. */
    abstract void restore(IBase documented, IBase entry);

    /** Removes the addresses of an entry. */
    abstract void clearAddresses(IBase entry);

    final List<IBase> ours(IBaseResource encounter) {
        return slots(encounter).stream().filter(this::isOurs).toList();
    }

    final void removeOurs(IBaseResource encounter) {
        slots(encounter).removeIf(this::isOurs);
    }

    /** Removes all of ours but this very one. */
    final void removeOthers(IBaseResource encounter, IBase kept) {
        slots(encounter).removeIf(entry -> entry != kept && isOurs(entry));
    }

    /** Clients take the first entry that they find; one that does not say whose it is must not be found before ours. */
    final void putBeforeNameless(IBaseResource encounter, IBase ours) {
        List<IBase> slots = slots(encounter);
        int nameless = 0;
        while (slots.get(nameless) != ours && !isNameless(slots.get(nameless))) {
            nameless++;
        }
        if (slots.get(nameless) != ours) {
            slots.removeIf(entry -> entry == ours);
            slots.add(nameless, ours);
        }
    }

    final VirtualService read(IBase entry) {
        return new VirtualService(room(entry), maxParticipants(entry));
    }

    /** Whether an entry has no address: what a client may say. */
    final boolean isPlaceholder(IBase entry) {
        return addresses(entry).findAny().isEmpty();
    }

    final void fillChannelType(IBase coding) {
        terser.addElement(coding, "system", TelemedUrls.CHANNEL_TYPE_SYSTEM);
        terser.addElement(coding, "code", TelemedUrls.CHANNEL_TYPE);
        terser.addElement(coding, "display", "Twilio Video Group Rooms");
    }

    private boolean isOurs(IBase entry) {
        return channelTypes(entry).anyMatch(this::isOurChannelType);
    }

    private boolean isNameless(IBase entry) {
        return isVirtualService(entry)
                && channelTypes(entry)
                        .filter(type -> elements.text(type, "code").isPresent())
                        .findAny()
                        .isEmpty();
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
                ? FhirElements.text(addresses.get(0))
                        .filter(sid -> !sid.isBlank())
                        .map(RoomId::new)
                : Optional.empty();
    }

    /** As it stands there; whether a room has so many is for whoever opens one to say. */
    private Optional<Integer> maxParticipants(IBase entry) {
        return elements.written(entry, "maxParticipants")
                .map(text -> WHOLE_NUMBER.matcher(text).matches() ? Integer.parseInt(text) : NO_NUMBER);
    }
}
