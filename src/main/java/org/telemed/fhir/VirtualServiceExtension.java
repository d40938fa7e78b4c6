package org.telemed.fhir;

import ca.uhn.fhir.context.FhirContext;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IBaseExtension;
import org.hl7.fhir.instance.model.api.IBaseHasExtensions;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.telemed.core.room.VirtualService;

/** A virtual service as an extension, as in R4 and R4B. It has no place for how many may take part. */
final class VirtualServiceExtension extends VirtualServiceForm {
    private static final String CHANNEL_TYPE = "channelType";
    private static final String ADDRESS = "addressString";

    VirtualServiceExtension(FhirContext context) {
        super(context);
    }

    @Override
    List<? extends IBase> slots(IBaseResource encounter) {
        return ((IBaseHasExtensions) encounter).getExtension();
    }

    @Override
    Stream<IBase> channelTypes(IBase entry) {
        return TelemedUrls.VIRTUAL_SERVICE_EXTENSION.equals(((IBaseExtension<?, ?>) entry).getUrl())
                ? Elements.extensions(entry, CHANNEL_TYPE)
                        .<IBase>map(IBaseExtension::getValue)
                        .filter(Objects::nonNull)
                : Stream.empty();
    }

    /** Clients take the child next to the channel type for the address, so any other child counts. */
    @Override
    Stream<IBase> addresses(IBase entry) {
        return ((IBaseExtension<?, ?>) entry)
                .getExtension().stream()
                        .map(child -> (IBaseExtension<?, ?>) child)
                        .filter(child -> !CHANNEL_TYPE.equals(child.getUrl()))
                        .map(child ->
                                ADDRESS.equals(child.getUrl()) && child.getValue() != null ? child.getValue() : child);
    }

    @Override
    IBase append(IBaseResource encounter) {
        return addExtension(encounter, TelemedUrls.VIRTUAL_SERVICE_EXTENSION);
    }

    /** The order is the contract's: clients read the child after the channel type as the address. */
    @Override
    void fill(IBase entry, VirtualService service) {
        fillChannelType(terser.addElement(addExtension(entry, CHANNEL_TYPE), "valueCoding"));
        service.room().ifPresent(room -> terser.addElement(addExtension(entry, ADDRESS), "valueString", room.value()));
    }

    private static IBaseExtension<?, ?> addExtension(IBase element, String url) {
        IBaseExtension<?, ?> extension = ((IBaseHasExtensions) element).addExtension();
        extension.setUrl(url);
        return extension;
    }
}
