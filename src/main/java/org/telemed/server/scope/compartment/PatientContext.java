package org.telemed.server.scope.compartment;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.hl7.fhir.instance.model.api.IBaseReference;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.telemed.core.caller.ClaimReader;
import org.telemed.core.membership.LocalReferences;
import org.telemed.core.membership.Period;
import org.telemed.core.membership.ResourceReference;
import org.telemed.fhir.element.FhirElements;
import org.telemed.fhir.element.PeriodReader;

/**
 * Finds the patient that {@code patient/} scopes are about: the one in the claim {@code patient} (SMART's launch context);
 * without that claim the caller, if a Patient; or the patient of the caller, if a RelatedPerson. A RelatedPerson who is not
 * active, or whose period does not hold now, has no patient.
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html">SMART App Launch 2.2</a>
 */
public final class PatientContext {
    private static final String CLAIM = "patient";
    private static final String PATIENT = PatientCompartment.NAME;
    private static final String RELATED_PERSON = "RelatedPerson";

    private final ClaimReader claims;
    private final LocalReferences references;
    private final FhirElements elements;
    private final PeriodReader periods;
    private final FhirContext fhir;
    private final Supplier<DaoRegistry> daos;
    private final Clock clock;

    /**
     * @param periods in the time zone of partial dates
     * @param daos asked for when the first RelatedPerson calls
     */
    public PatientContext(
            ClaimReader claims,
            LocalReferences references,
            PeriodReader periods,
            FhirContext fhir,
            Supplier<DaoRegistry> daos,
            Clock clock) {
        this.claims = claims;
        this.references = references;
        this.elements = new FhirElements(fhir);
        this.periods = periods;
        this.fhir = fhir;
        this.daos = daos;
        this.clock = clock;
    }

    /** The id of the patient; empty if there is none. A claim that is present but names no Patient here is not passed over. */
    public Optional<String> patientOf(Map<String, Object> token) {
        return token.containsKey(CLAIM)
                ? launched(token.get(CLAIM))
                : claims.callerOf(token).profile().flatMap(this::patientOf);
    }

    /** SMART sends the id; some issuers send a reference. */
    private Optional<String> launched(Object claim) {
        if (!(claim instanceof String text)) {
            return Optional.empty();
        }
        return references
                .read(text.contains("/") ? text : PATIENT + "/" + text)
                .filter(reference -> reference.type().equals(PATIENT))
                .map(ResourceReference::id);
    }

    private Optional<String> patientOf(ResourceReference caller) {
        return switch (caller.type()) {
            case PATIENT -> Optional.of(caller.id());
            case RELATED_PERSON -> relatedPerson(caller).flatMap(this::patientOf);
            default -> Optional.empty();
        };
    }

    private Optional<IBaseResource> relatedPerson(ResourceReference caller) {
        try {
            IIdType id = fhir.getVersion().newIdType(RELATED_PERSON, caller.id());
            return Optional.of(daos.get().getResourceDao(RELATED_PERSON).read(id, new SystemRequestDetails()));
        } catch (ResourceNotFoundException | ResourceGoneException absent) {
            return Optional.empty();
        }
    }

    private Optional<String> patientOf(IBaseResource relatedPerson) {
        boolean isActive =
                elements.written(relatedPerson, "active").map("true"::equals).orElse(true);
        Period period = periods.read(elements.at(relatedPerson, "period").toList(), RELATED_PERSON + ".period");
        return isActive && holdsNow(period)
                ? elements.at(relatedPerson, "patient")
                        .map(patient ->
                                ((IBaseReference) patient).getReferenceElement().getValue())
                        .findFirst()
                        .flatMap(references::read)
                        .filter(reference -> reference.type().equals(PATIENT))
                        .map(ResourceReference::id)
                : Optional.empty();
    }

    private boolean holdsNow(Period period) {
        Instant now = clock.instant();
        return !period.isEmpty() && !period.isOverAt(now) && !period.isAheadAt(now, Duration.ZERO);
    }
}
