package org.telemed.fhir.encounter;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.util.FhirTerser;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.jspecify.annotations.Nullable;
import org.telemed.core.encounter.VirtualService;
import org.telemed.core.video.ChannelType;
import org.telemed.core.video.RoomId;
import org.telemed.fhir.element.FhirElements;
import org.telemed.fhir.element.TelemedUrls;

/**
 * Reads and writes virtual service entries of an Encounter in one format: R5's element, or the extension before R5. The
 * server owns channel type, address and maxParticipants; the rest of an entry is the client's and stays.
 */
abstract class VirtualServiceFormat {
    private static final Pattern WHOLE_NUMBER = Pattern.compile("\\d{1,9}");

    /** For a number that cannot be parsed: no room is opened for 0 participants. */
    private static final int NO_NUMBER = 0;

    final FhirElements elements;
    final FhirTerser terser;
    private final ChannelType ours;

    /** @param ours the channel type of our entries */
    VirtualServiceFormat(FhirContext context, ChannelType ours) {
        this.ours = ours;
        this.elements = new FhirElements(context);
        this.terser = context.newTerser();
    }

    /** The Encounter's live list with the entries, including those of other vendors and other extensions. */
    abstract List<IBase> slots(IBaseResource encounter);

    /** Whether an entry of that list is a virtual service, of any vendor. */
    abstract boolean isVirtualService(IBase entry);

    /** The channel types of an entry; none if it is no virtual service. */
    abstract Stream<IBase> channelTypes(IBase entry);

    /** All elements that clients could take for the address of an entry. */
    abstract Stream<IBase> addresses(IBase entry);

    /** Appends an empty entry. */
    abstract IBase append(IBaseResource encounter);

    /** Writes the virtual service into an entry, and leaves the client's content. */
    abstract void fill(IBase entry, VirtualService service);

    /** Copies the channel type and the address of another entry, and leaves the client's content. */
    abstract void restore(IBase documented, IBase entry);

    /** Removes the addresses of an entry. */
    abstract void clearAddresses(IBase entry);

    /** Whether a client's entry holds more than the server owns, so that removing it would lose something. */
    abstract boolean hasClientContent(IBase entry);

    final List<IBase> ours(IBaseResource encounter) {
        return slots(encounter).stream().filter(this::isOurs).toList();
    }

    final void removeOurs(IBaseResource encounter) {
        slots(encounter).removeIf(this::isOurs);
    }

    /**
     * Removes all entries of ours except this one; one with content of the client's stays as a placeholder.
     *
     * @param kept null to keep none for its own sake
     */
    final void removeOthers(IBaseResource encounter, @Nullable IBase kept) {
        slots(encounter).removeIf(entry -> entry != kept && isOurs(entry) && !hasClientContent(entry));
        ours(encounter).stream().filter(entry -> entry != kept).forEach(this::clearAddresses);
    }

    /**
     * Moves our entry before our other ones and those without a channel type, because clients take the first entry that
     * they find.
     */
    final void putFirst(IBaseResource encounter, IBase ours) {
        List<IBase> slots = slots(encounter);
        int first = 0;
        while (slots.get(first) != ours && !isOurs(slots.get(first)) && !isNameless(slots.get(first))) {
            first++;
        }
        if (slots.get(first) != ours) {
            slots.removeIf(entry -> entry == ours);
            slots.add(first, ours);
        }
    }

    /** An entry of another channel type, or of none, at the address of this room: a client has changed its type. */
    final Optional<IBase> withChangedType(IBaseResource encounter, RoomId room) {
        return slots(encounter).stream()
                .filter(entry -> isVirtualService(entry) && !isOurs(entry))
                .filter(entry -> addresses(entry).anyMatch(address -> isAt(address, room)))
                .findFirst();
    }

    /** A primitive, a ContactPoint, or an extension with one of them. */
    private boolean isAt(IBase address, RoomId room) {
        return Stream.concat(
                        Stream.of(address),
                        Stream.of("value", "value[x]", "value[x].value").flatMap(path -> elements.at(address, path)))
                .flatMap(element -> FhirElements.text(element).stream())
                .anyMatch(text -> text.strip().equals(room.value()));
    }

    final VirtualService read(IBase entry) {
        return new VirtualService(room(entry), maxParticipants(entry));
    }

    /** Whether an entry has no address, which a client may send. */
    final boolean isPlaceholder(IBase entry) {
        return addresses(entry).findAny().isEmpty();
    }

    final void fillChannelType(IBase coding) {
        terser.addElement(coding, "system", TelemedUrls.CHANNEL_TYPE_SYSTEM);
        terser.addElement(coding, "code", ours.code());
        terser.addElement(coding, "display", ours.display());
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
                && ours.code().equals(elements.text(value, "code").orElse(""))
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

    /** The number in the entry, which may be more than a room allows. */
    private Optional<Integer> maxParticipants(IBase entry) {
        return elements.written(entry, "maxParticipants")
                .map(text -> WHOLE_NUMBER.matcher(text).matches() ? Integer.parseInt(text) : NO_NUMBER);
    }
}
