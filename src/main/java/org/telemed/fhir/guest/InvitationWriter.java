package org.telemed.fhir.guest;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.util.ParametersUtil;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IBaseParameters;
import org.hl7.fhir.instance.model.api.IBaseReference;
import org.hl7.fhir.instance.model.api.IPrimitiveType;
import org.telemed.core.membership.ResourceReference;

/** Writes the answer of {@code $invite-telemed-guest} as Parameters. */
public final class InvitationWriter {
    private final FhirContext context;

    public InvitationWriter(FhirContext context) {
        this.context = context;
    }

    /**
     * The Parameters.
     *
     * @param sent empty if nobody asked to send the link
     */
    public IBaseParameters write(URI link, ResourceReference guest, Instant expires, Optional<Boolean> sent) {
        IBaseParameters answer = ParametersUtil.newInstance(context);
        add(answer, "url", primitive("url", link.toString()));
        add(answer, "participant", ((IBaseReference) element("Reference")).setReference(guest.reference()));
        add(
                answer,
                "expires",
                primitive("instant", expires.truncatedTo(ChronoUnit.MILLIS).toString()));
        sent.ifPresent(was -> ParametersUtil.addParameterToParametersBoolean(context, answer, "sent", was));
        return answer;
    }

    private void add(IBaseParameters answer, String name, IBase value) {
        ParametersUtil.addParameterToParameters(context, answer, name, value);
    }

    private IPrimitiveType<?> primitive(String type, String value) {
        IPrimitiveType<?> primitive = (IPrimitiveType<?>) element(type);
        primitive.setValueAsString(value);
        return primitive;
    }

    private IBase element(String type) {
        return Objects.requireNonNull(context.getElementDefinition(type)).newInstance();
    }
}
