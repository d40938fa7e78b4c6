package org.telemed.hapi.guest;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.jpa.dao.tx.IHapiTransactionService;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.persistence.OptimisticLockException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.telemed.core.encounter.TelemedEncounter;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.invitation.EncounterGuests;
import org.telemed.core.invitation.GuestName;
import org.telemed.core.invitation.GuestRole;
import org.telemed.core.membership.LocalReferences;
import org.telemed.core.membership.ResourceReference;
import org.telemed.fhir.element.FhirElements;
import org.telemed.fhir.guest.GuestParticipantWriter;
import org.telemed.fhir.guest.GuestParticipantWriter.Role;
import org.telemed.fhir.guest.RelatedPersonWriter;
import org.telemed.hapi.caller.CallerRequest;
import org.telemed.hapi.caller.CallerRights;
import org.telemed.hapi.caller.Partitions;
import org.telemed.hapi.encounter.EncounterRepository;
import org.telemed.hapi.error.HostExceptionTranslation;

/** Writes guests as the caller's POST of a RelatedPerson and PUT of the Encounter would, in one transaction. */
public final class JpaEncounterGuests implements EncounterGuests {
    private static final String RELATED_PERSON = "RelatedPerson";

    /** The classes of SQLSTATE for a constraint that does not hold, and for a transaction that was rolled back. */
    private static final Set<String> RACES = Set.of("23", "40");

    private final Services services;
    private final CallerRequest caller;

    /**
     * What is the same for every request.
     *
     * @param transactions empty in a host that has no such service, or several
     */
    public record Services(
            FhirContext context,
            DaoRegistry daos,
            Optional<IHapiTransactionService> transactions,
            EncounterRepository repository,
            CallerRights rights,
            Partitions partitions,
            LocalReferences references) {}

    public JpaEncounterGuests(Services services, CallerRequest caller) {
        this.services = services;
        this.caller = caller;
    }

    @Override
    public <T> T together(TelemedEncounter encounter, Supplier<T> writes) {
        IHapiTransactionService transactions = services.transactions()
                .orElseThrow(() -> TelemedException.because(
                        Reason.NOT_CONFIGURED,
                        "This server cannot store a guest in one transaction: it has no unique bean of HAPI's transaction"
                                + " service. Ask its operator."));
        return HostExceptionTranslation.translating(() -> {
            try {
                return transactions
                        .withRequest(services.partitions().system(encounter.id().partition()))
                        .execute(writes::get);
            } catch (RuntimeException failed) {
                throw unwrapped(failed);
            }
        });
    }

    /**
     * HAPI takes what it does not know for a failure of the transaction, and wraps it. Of two writers of one version the
     * slower one finds its rows taken, in whichever statement the database is asked next.
     */
    private static RuntimeException unwrapped(RuntimeException failed) {
        RuntimeException known = failed;
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (isRace(cause)) {
                return HostExceptionTranslation.conflict();
            }
            if (cause instanceof TelemedException refused && known == failed) {
                known = refused;
            }
        }
        return known;
    }

    private static boolean isRace(Throwable cause) {
        return cause instanceof OptimisticLockException
                || (cause instanceof SQLException sql
                        && RACES.stream().anyMatch(String.valueOf(sql.getSQLState())::startsWith));
    }

    @Override
    public boolean isStored(TelemedEncounter encounter, ResourceReference person) {
        return services.daos().isResourceTypeSupported(person.type())
                && HostExceptionTranslation.translating(() -> !services.daos()
                        .getResourceDao(person.type())
                        .searchForIds(
                                SearchParameterMap.newSynchronous().add("_id", new TokenParam(person.id())),
                                services.partitions()
                                        .systemForReferences(encounter.id().partition()))
                        .isEmpty());
    }

    @Override
    public Optional<ResourceReference> patientOf(TelemedEncounter encounter) {
        return HostExceptionTranslation.translating(() -> new FhirElements(services.context())
                .text(services.repository().read(encounter.id()), "subject.reference")
                .flatMap(services.references()::read)
                .filter(subject -> subject.type().equals("Patient")));
    }

    @Override
    public ResourceReference create(ResourceReference patient, GuestName name) {
        if (!services.daos().isResourceTypeSupported(RELATED_PERSON)) {
            throw TelemedException.because(
                    Reason.NOT_CONFIGURED,
                    "This server does not store RelatedPersons, so nobody can be invited by name. Send a reference to a"
                            + " Practitioner, or ask its operator to support the resource type RelatedPerson.");
        }
        return HostExceptionTranslation.translating(() -> {
            IBaseResource person = new RelatedPersonWriter(services.context()).write(patient, name.text());
            IBaseResource copy = services.repository().copyOf(person);
            services.rights().requireCreate(post(copy), copy);
            String id = dao().create(person, post(person)).getId().getIdPart();
            return new ResourceReference(RELATED_PERSON, id);
        });
    }

    private ServletRequestDetails post(IBaseResource person) {
        ServletRequestDetails request =
                CallerRequest.copyOf(caller.operation(), RequestTypeEnum.POST, RestOperationTypeEnum.CREATE);
        request.setParameters(new HashMap<>());
        request.setResourceName(RELATED_PERSON);
        request.setResource(person);
        return request;
    }

    @Override
    public void add(
            TelemedEncounter encounter,
            ResourceReference person,
            Optional<GuestRole> role,
            Optional<GuestName> name) {
        write(encounter, changed -> participants()
                .add(changed, person, role.map(JpaEncounterGuests::role), name.map(GuestName::text)));
    }

    @Override
    public void giveRole(TelemedEncounter encounter, ResourceReference person, GuestRole role) {
        write(encounter, changed -> {
            if (!participants().giveRole(changed, person, role(role))) {
                throw TelemedException.because(
                        Reason.BAD_REQUEST,
                        person + " takes part in this Encounter by an entry that has no type. Leave the role out.");
            }
        });
    }

    private static Role role(GuestRole role) {
        return new Role(role.code(), role.display());
    }

    private GuestParticipantWriter participants() {
        return new GuestParticipantWriter(services.context(), services.references());
    }

    /** Does not write what is as it was. */
    private void write(TelemedEncounter read, Consumer<IBaseResource> change) {
        HostExceptionTranslation.translating(() -> {
            EncounterRepository repository = services.repository();
            IBaseResource stored = repository.read(read.id());
            if (!read.version().equals(stored.getIdElement().getVersionIdPart())) {
                throw HostExceptionTranslation.conflict();
            }
            IBaseResource changed = repository.copyOf(stored);
            change.accept(changed);
            IBaseResource copy = repository.copyOf(changed);
            services.rights().requireUpdate(caller.update(copy), repository.copyOf(stored), copy);
            repository.update(changed, read.id(), read.version(), caller.update(changed));
            return changed;
        });
    }

    @SuppressWarnings("unchecked")
    private IFhirResourceDao<IBaseResource> dao() {
        return services.daos().getResourceDao(RELATED_PERSON);
    }
}
