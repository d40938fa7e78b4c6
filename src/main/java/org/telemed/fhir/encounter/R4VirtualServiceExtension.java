package org.telemed.fhir.encounter;

import ca.uhn.fhir.context.FhirContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IBaseElement;
import org.hl7.fhir.instance.model.api.IBaseExtension;
import org.hl7.fhir.instance.model.api.IBaseHasExtensions;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.telemed.core.encounter.VirtualService;
import org.telemed.core.video.ChannelType;
import org.telemed.fhir.element.FhirElements;
import org.telemed.fhir.element.TelemedUrls;

/** Virtual service as an extension, in R4 and R4B. It has no maxParticipants. */
final class R4VirtualServiceExtension extends VirtualServiceFormat {
    private static final String CHANNEL_TYPE = "channelType";
    private static final String ADDRESS = "address";
    private static final String ADDRESS_STRING = "addressString";

    private final Predicate<String> isRoomId;

    /** @param isRoomId tells what has the shape of a room's id at the vendor */
    R4VirtualServiceExtension(FhirContext context, ChannelType ours, Predicate<String> isRoomId) {
        super(context, ours);
        this.isRoomId = isRoomId;
    }

    @Override
    List<IBase> slots(IBaseResource encounter) {
        return extensionsOf(encounter);
    }

    @Override
    boolean isVirtualService(IBase entry) {
        return TelemedUrls.VIRTUAL_SERVICE_EXTENSION.equals(((IBaseExtension<?, ?>) entry).getUrl());
    }

    @Override
    Stream<IBase> channelTypes(IBase entry) {
        return isVirtualService(entry)
                ? FhirElements.extensions(entry, CHANNEL_TYPE)
                        .<IBase>map(IBaseExtension::getValue)
                        .filter(Objects::nonNull)
                : Stream.empty();
    }

    @Override
    Stream<IBase> addresses(IBase entry) {
        return extensionsOf(entry).stream()
                .filter(this::isAddress)
                .map(child -> (IBaseExtension<?, ?>) child)
                .map(child ->
                        ADDRESS_STRING.equals(child.getUrl()) && child.getValue() != null ? child.getValue() : child);
    }

    /**
     * Also true for a child of another name that has the shape of a room's id, because clients take the child next to the channel
     * type for the address.
     */
    private boolean isAddress(IBase child) {
        IBaseExtension<?, ?> extension = (IBaseExtension<?, ?>) child;
        return String.valueOf(extension.getUrl()).toLowerCase(Locale.ROOT).startsWith(ADDRESS)
                || (extension.getValue() != null
                        && FhirElements.text(extension.getValue())
                                .map(String::strip)
                                .filter(isRoomId)
                                .isPresent());
    }

    @Override
    IBase append(IBaseResource encounter) {
        return addExtension(encounter, TelemedUrls.VIRTUAL_SERVICE_EXTENSION);
    }

    /** The order is the contract's: clients read the child after the channel type as the address. */
    @Override
    void fill(IBase entry, VirtualService service) {
        List<IBase> others = takeOthers(entry);
        fillChannelType(terser.addElement(addExtension(entry, CHANNEL_TYPE), "valueCoding"));
        service.room()
                .ifPresent(room -> terser.addElement(addExtension(entry, ADDRESS_STRING), "valueString", room.value()));
        extensionsOf(entry).addAll(others);
    }

    @Override
    void restore(IBase documented, IBase entry) {
        List<IBase> others = takeOthers(entry);
        extensionsOf(documented).stream()
                .filter(child -> !isOther(child))
                .forEach(child -> terser.cloneInto(child, ((IBaseHasExtensions) entry).addExtension(), true));
        extensionsOf(entry).addAll(others);
    }

    @Override
    void clearAddresses(IBase entry) {
        extensionsOf(entry).removeIf(this::isAddress);
    }

    @Override
    boolean hasClientContent(IBase entry) {
        return ((IBaseElement) entry).getId() != null
                || extensionsOf(entry).stream().anyMatch(this::isOther);
    }

    /** Empties the entry and returns the client's children. */
    private List<IBase> takeOthers(IBase entry) {
        List<IBase> others = new ArrayList<>(extensionsOf(entry));
        others.removeIf(child -> !isOther(child));
        extensionsOf(entry).clear();
        return others;
    }

    private boolean isOther(IBase child) {
        return !CHANNEL_TYPE.equals(((IBaseExtension<?, ?>) child).getUrl()) && !isAddress(child);
    }

    /** The live list. */
    @SuppressWarnings("unchecked")
    private static List<IBase> extensionsOf(IBase element) {
        return (List<IBase>) (List<?>) ((IBaseHasExtensions) element).getExtension();
    }

    private static IBaseExtension<?, ?> addExtension(IBase element, String url) {
        IBaseExtension<?, ?> extension = ((IBaseHasExtensions) element).addExtension();
        extension.setUrl(url);
        return extension;
    }
}
