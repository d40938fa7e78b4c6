package org.telemed.fhir.status;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.util.ParametersUtil;
import java.time.Instant;
import java.util.Objects;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IBaseParameters;
import org.hl7.fhir.instance.model.api.IBaseReference;
import org.hl7.fhir.instance.model.api.IPrimitiveType;
import org.telemed.core.status.ParticipantState;
import org.telemed.core.status.PersonStatus;
import org.telemed.core.status.RoomState;
import org.telemed.core.status.TelemedStatus;

/** Writes a status as Parameters. */
public final class StatusWriter {
    private final FhirContext context;

    public StatusWriter(FhirContext context) {
        this.context = context;
    }

    public IBaseParameters write(TelemedStatus status) {
        IBaseParameters answer = ParametersUtil.newInstance(context);
        status.state().map(ParticipantState::code).ifPresent(state -> code(answer, "state", state));
        status.from()
                .ifPresent(from -> ParametersUtil.addParameterToParameters(context, answer, "from", instant(from)));
        RoomState room = status.room();
        code(answer, "room", room.code());
        ParametersUtil.addParameterToParametersBoolean(context, answer, "moderator", status.moderator());
        status.people().forEach(person -> write(person, answer));
        return answer;
    }

    private void code(IBaseParameters answer, String name, String code) {
        ParametersUtil.addParameterToParametersCode(context, answer, name, code);
    }

    private void write(PersonStatus person, IBaseParameters answer) {
        IBase entry = ParametersUtil.addParameterToParameters(context, answer, "participant");
        ParametersUtil.addPart(context, entry, "reference", reference(person));
        person.display().ifPresent(display -> ParametersUtil.addPartString(context, entry, "display", display));
        person.role().ifPresent(role -> ParametersUtil.addPartCode(context, entry, "role", role));
        ParametersUtil.addPartCode(context, entry, "state", person.state().code());
        if (person.isGuest()) {
            ParametersUtil.addPart(context, entry, "guest", truth());
        }
        person.since().ifPresent(since -> ParametersUtil.addPart(context, entry, "since", instant(since)));
        person.lastSeen().ifPresent(seen -> ParametersUtil.addPart(context, entry, "lastSeen", instant(seen)));
    }

    private IBaseReference reference(PersonStatus person) {
        return ((IBaseReference) element("Reference"))
                .setReference(person.person().reference());
    }

    private IPrimitiveType<?> truth() {
        IPrimitiveType<?> truth = (IPrimitiveType<?>) element("boolean");
        truth.setValueAsString("true");
        return truth;
    }

    private IPrimitiveType<?> instant(Instant time) {
        IPrimitiveType<?> instant = (IPrimitiveType<?>) element("instant");
        instant.setValueAsString(time.toString());
        return instant;
    }

    private IBase element(String type) {
        return Objects.requireNonNull(context.getElementDefinition(type)).newInstance();
    }
}
