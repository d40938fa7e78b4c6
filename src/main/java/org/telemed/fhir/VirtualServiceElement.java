package org.telemed.fhir;

import ca.uhn.fhir.context.FhirContext;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.telemed.core.room.VirtualService;

/** A virtual service as the element that Encounter has since R5. */
final class VirtualServiceElement extends VirtualServiceForm {
    static final String NAME = "virtualService";

    VirtualServiceElement(FhirContext context) {
        super(context);
    }

    @Override
    List<IBase> slots(IBaseResource encounter) {
        return elements.list(encounter, NAME);
    }

    @Override
    Stream<IBase> channelTypes(IBase entry) {
        return elements.at(entry, "channelType");
    }

    @Override
    Stream<IBase> addresses(IBase entry) {
        return elements.at(entry, "address[x]");
    }

    @Override
    IBase append(IBaseResource encounter) {
        return terser.addElement(encounter, NAME);
    }

    @Override
    void fill(IBase entry, VirtualService service) {
        fillChannelType(terser.addElement(entry, "channelType"));
        service.room().ifPresent(room -> terser.addElement(entry, "addressString", room.value()));
        service.maxParticipants().ifPresent(seats -> terser.addElement(entry, "maxParticipants", seats.toString()));
    }
}
