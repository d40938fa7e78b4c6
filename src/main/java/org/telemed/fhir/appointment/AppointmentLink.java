package org.telemed.fhir.appointment;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.util.FhirTerser;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.lang3.math.NumberUtils;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IBaseDatatype;
import org.hl7.fhir.instance.model.api.IBaseExtension;
import org.hl7.fhir.instance.model.api.IBaseHasExtensions;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.telemed.core.appointment.AppointmentId;
import org.telemed.core.membership.LocalReferences;
import org.telemed.fhir.element.FhirElements;
import org.telemed.fhir.element.TelemedUrls;

/**
 * {@code Encounter.appointment}, with the version of the Appointment by which the Encounter was written last, in an extension
 * of the reference.
 */
public final class AppointmentLink {
    private final FhirContext context;
    private final FhirElements elements;
    private final FhirTerser terser;
    private final LocalReferences references;

    public AppointmentLink(FhirContext context, LocalReferences references) {
        this.context = context;
        this.elements = new FhirElements(context);
        this.terser = context.newTerser();
        this.references = references;
    }

    /** Whether the Encounter refers to that Appointment. */
    public boolean isThere(IBaseResource encounter, AppointmentId appointment) {
        return links(encounter, appointment).findAny().isPresent();
    }

    /** The version of the Appointment by which the Encounter was written last. */
    public Optional<String> version(IBaseResource encounter, AppointmentId appointment) {
        return links(encounter, appointment)
                .flatMap(link -> FhirElements.extensions(link, TelemedUrls.APPOINTMENT_VERSION_EXTENSION))
                .flatMap(extension -> Stream.ofNullable(extension.getValue()))
                .flatMap(value -> FhirElements.text(value).stream())
                .findFirst();
    }

    /**
     * The Appointments, without partition, by whose earlier version an Encounter says it was written than the one that it is to
     * replace: a client sends what it read before the server followed.
     */
    public Stream<AppointmentId> setBack(IBaseResource stored, IBaseResource changed) {
        return elements.at(stored, "appointment")
                .flatMap(link -> elements.text(link, "reference").flatMap(references::read).stream())
                .filter(target -> target.type().equals("Appointment"))
                .map(target -> new AppointmentId(target.id(), ""))
                .distinct()
                .filter(appointment -> isEarlier(version(changed, appointment), version(stored, appointment)));
    }

    private static boolean isEarlier(Optional<String> version, Optional<String> than) {
        return version.isPresent() && than.isPresent() && number(version.get()) < number(than.get());
    }

    private static long number(String version) {
        return NumberUtils.toLong(version, Long.MAX_VALUE);
    }

    void add(IBaseResource encounter, AppointmentId appointment, String version) {
        terser.addElement(terser.addElement(encounter, "appointment"), "reference", appointment.reference());
        setVersion(encounter, appointment, version);
    }

    void setVersion(IBaseResource encounter, AppointmentId appointment, String version) {
        links(encounter, appointment)
                .limit(1)
                .map(IBaseHasExtensions.class::cast)
                .forEach(link -> {
                    link.getExtension()
                            .removeIf(other -> TelemedUrls.APPOINTMENT_VERSION_EXTENSION.equals(other.getUrl()));
                    IBaseExtension<?, ?> extension = link.addExtension();
                    extension.setUrl(TelemedUrls.APPOINTMENT_VERSION_EXTENSION);
                    extension.setValue((IBaseDatatype) Objects.requireNonNull(context.getElementDefinition("string"))
                            .newInstance(version));
                });
    }

    /** Makes the reference a logical one, because a repository may refuse one to what was deleted. */
    void makeLogical(IBaseResource encounter, AppointmentId appointment) {
        for (IBase link : links(encounter, appointment).toList()) {
            elements.clear(link, "reference");
            ((IBaseHasExtensions) link)
                    .getExtension()
                    .removeIf(other -> TelemedUrls.APPOINTMENT_VERSION_EXTENSION.equals(other.getUrl()));
            elements.clear(link, "identifier");
            IBase identifier = terser.addElement(link, "identifier");
            terser.addElement(identifier, "system", TelemedUrls.LOCAL_REFERENCE_SYSTEM);
            terser.addElement(identifier, "value", appointment.reference());
        }
    }

    private Stream<IBase> links(IBaseResource encounter, AppointmentId appointment) {
        return elements.at(encounter, "appointment")
                .filter(link -> elements.text(link, "reference")
                        .flatMap(references::read)
                        .filter(target -> target.reference().equals(appointment.reference()))
                        .isPresent());
    }
}
