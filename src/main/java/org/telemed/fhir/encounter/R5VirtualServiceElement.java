package org.telemed.fhir.encounter;

import ca.uhn.fhir.context.FhirContext;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.telemed.core.encounter.VirtualService;
import org.telemed.core.video.ChannelType;

/** Virtual service as the element {@code Encounter.virtualService}, since R5. */
final class R5VirtualServiceElement extends VirtualServiceFormat {
    static final String NAME = "virtualService";

    private static final String CHANNEL_TYPE = "channelType";
    private static final String ADDRESS = "address[x]";
    private static final String MAX_PARTICIPANTS = "maxParticipants";

    R5VirtualServiceElement(FhirContext context, ChannelType ours) {
        super(context, ours);
    }

    @Override
    List<IBase> slots(IBaseResource encounter) {
        return elements.list(encounter, NAME);
    }

    @Override
    boolean isVirtualService(IBase entry) {
        return true;
    }

    @Override
    Stream<IBase> channelTypes(IBase entry) {
        return elements.at(entry, CHANNEL_TYPE);
    }

    @Override
    Stream<IBase> addresses(IBase entry) {
        return elements.at(entry, ADDRESS);
    }

    @Override
    IBase append(IBaseResource encounter) {
        return terser.addElement(encounter, NAME);
    }

    @Override
    void fill(IBase entry, VirtualService service) {
        elements.clear(entry, CHANNEL_TYPE);
        fillChannelType(terser.addElement(entry, CHANNEL_TYPE));
        clearAddresses(entry);
        service.room().ifPresent(room -> terser.addElement(entry, "addressString", room.value()));
        elements.clear(entry, MAX_PARTICIPANTS);
        service.maxParticipants().ifPresent(seats -> terser.addElement(entry, MAX_PARTICIPANTS, seats.toString()));
    }

    @Override
    void restore(IBase documented, IBase entry) {
        List.of(CHANNEL_TYPE, ADDRESS, MAX_PARTICIPANTS).forEach(name -> elements.copy(documented, name, entry));
    }

    @Override
    void clearAddresses(IBase entry) {
        elements.clear(entry, ADDRESS);
    }

    /** Counts maxParticipants if there is no address, because with one it is the number of a documented room. */
    @Override
    boolean hasClientContent(IBase entry) {
        IBase rest = elements.copyOf(entry);
        boolean documented = !isPlaceholder(entry);
        elements.clear(rest, CHANNEL_TYPE);
        clearAddresses(rest);
        if (documented) {
            elements.clear(rest, MAX_PARTICIPANTS);
        }
        return !rest.isEmpty();
    }
}
