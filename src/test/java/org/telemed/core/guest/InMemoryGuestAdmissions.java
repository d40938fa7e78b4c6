package org.telemed.core.guest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.membership.ResourceReference;
import org.telemed.core.waiting.Admission;
import org.telemed.core.waiting.Admissions;

/** Admissions with versions, and with ids that anybody can compute. */
public final class InMemoryGuestAdmissions implements Admissions, GuestAdmissions {
    private final Map<String, Admission> stored = new LinkedHashMap<>();
    private Runnable beforeWrite = () -> {};

    /** What others do between the read and the next write. */
    public void beforeNextWrite(Runnable event) {
        beforeWrite = event;
    }

    public static String idOf(EncounterId encounter, ResourceReference person) {
        return encounter.value() + "-" + person.id();
    }

    @Override
    public Optional<Admission> find(EncounterId encounter, ResourceReference person) {
        return Optional.ofNullable(stored.get(idOf(encounter, person)));
    }

    @Override
    public List<Admission> findAll(EncounterId encounter) {
        return stored.values().stream()
                .filter(admission -> admission.encounter().equals(encounter))
                .toList();
    }

    @Override
    public Admission store(Admission admission) {
        Runnable event = beforeWrite;
        beforeWrite = () -> {};
        event.run();
        String id = idOf(admission.encounter(), admission.person());
        Optional<String> current = Optional.ofNullable(stored.get(id)).flatMap(Admission::version);
        if (!current.equals(admission.version())) {
            throw TelemedException.because(Reason.CONFLICT, "Somebody else was faster");
        }
        Admission written =
                admission.storedAs(String.valueOf(Integer.parseInt(current.orElse("0")) + 1));
        stored.put(id, written);
        return written;
    }

    @Override
    public Optional<GuestAdmission> findByInvitation(String secretHash) {
        return stored.entrySet().stream()
                .filter(entry -> entry.getValue()
                        .invitation()
                        .filter(link -> link.secretHash().equals(secretHash))
                        .isPresent())
                .map(entry -> new GuestAdmission(entry.getKey(), entry.getValue()))
                .findFirst();
    }

    @Override
    public Optional<GuestAdmission> findById(String id) {
        return Optional.ofNullable(stored.get(id))
                .filter(Admission::isGuest)
                .map(admission -> new GuestAdmission(id, admission));
    }
}
