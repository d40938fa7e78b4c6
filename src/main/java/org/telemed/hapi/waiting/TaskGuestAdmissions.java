package org.telemed.hapi.waiting;

import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.param.TokenParam;
import java.util.Optional;
import org.telemed.core.guest.GuestAdmission;
import org.telemed.core.guest.GuestAdmissions;
import org.telemed.fhir.element.TelemedUrls;

/** Finds the Tasks of guests in all partitions, by the hash of a secret or by id. */
public final class TaskGuestAdmissions implements GuestAdmissions {
    private final TaskAdmissions admissions;

    public TaskGuestAdmissions(TaskAdmissions admissions) {
        this.admissions = admissions;
    }

    @Override
    public Optional<GuestAdmission> findByInvitation(String secretHash) {
        return first(new SearchParameterMap()
                        .add("identifier", new TokenParam(TelemedUrls.INVITATION_SYSTEM, secretHash)))
                .filter(found -> found.admission()
                        .invitation()
                        .filter(link -> link.secretHash().equals(secretHash))
                        .isPresent());
    }

    @Override
    public Optional<GuestAdmission> findById(String id) {
        return first(new SearchParameterMap().add("_id", new TokenParam(id)))
                .filter(found -> found.id().equals(id));
    }

    private Optional<GuestAdmission> first(SearchParameterMap parameters) {
        return admissions.searchEverywhere(parameters).admissions().stream()
                .flatMap(admission -> admission.version().stream()
                        .map(version -> new GuestAdmission(TaskAdmissions.idIn(version), admission)))
                .filter(found -> found.admission().isGuest())
                .findFirst();
    }
}
