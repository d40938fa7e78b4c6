package org.telemed.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.util.FhirTerser;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.participant.Actor;
import org.telemed.core.participant.LocalReferences;
import org.telemed.core.participant.Profile;

/**
 * Writes down as an AuditEvent, and reads back, who was given which identity for an Encounter. Its references are logical
 * ones: a literal one would make the Encounter and the people undeletable where referential integrity is enforced.
 */
public final class IssueRecordWriter {
    private static final String TOKEN_ISSUED = "token-issued";
    private static final String EVENT_TYPE = "http://terminology.hl7.org/CodeSystem/audit-event-type";
    private static final String INTERACTION = "http://hl7.org/fhir/restful-interaction";
    private static final String SEVERITY = "http://hl7.org/fhir/issue-severity";

    private final FhirContext context;
    private final FhirTerser terser;
    private final Elements elements;
    private final LocalReferences relative = new LocalReferences(List.of());

    public IssueRecordWriter(FhirContext context) {
        this.context = context;
        this.terser = context.newTerser();
        this.elements = new Elements(context);
    }

    /**
     * The record, not yet stored and without id. It holds no token, no name and no user id.
     *
     * @param actor the caller; only their access token's {@code jti} is recorded
     * @param identity how the video vendor will know them
     * @param tokenId the {@code jti} of the token for the video vendor
     * @param sourceObserver what vouches for the record: this server's FHIR base
     */
    public IBaseResource write(
            EncounterId encounter,
            Actor actor,
            Profile profile,
            String identity,
            String tokenId,
            Instant recorded,
            String sourceObserver) {
        IBaseResource event = context.getResourceDefinition("AuditEvent").newInstance();
        classify(event);
        terser.addElement(event, "action", "E");
        terser.addElement(
                event, "recorded", recorded.truncatedTo(ChronoUnit.MILLIS).toString());
        refer(event, "source.observer", "urn:ietf:rfc:3986", sourceObserver);
        terser.addElement(event, "source.observer.type", "Device");
        addAgent(event, actor, profile, identity);
        addLocalReference(terser.addElement(event, "entity"), "what", new Profile("Encounter", encounter.value()));
        refer(terser.addElement(event, "entity"), "what", TelemedUrls.VIDEO_TOKEN_SYSTEM, tokenId);
        return event;
    }

    /** What a record says; empty for any other AuditEvent. */
    public Optional<IssueRecord> read(IBaseResource auditEvent) {
        if (!isIssueRecord(auditEvent)) {
            return Optional.empty();
        }
        Optional<EncounterId> encounter = localReference(auditEvent, "entity.what")
                .filter(what -> what.type().equals("Encounter"))
                .map(what -> new EncounterId(what.id()));
        Optional<Profile> profile = localReference(auditEvent, "agent.who");
        Optional<String> identity = elements.text(auditEvent, "agent.altId")
                .or(() -> identifier(auditEvent, "entity.what", TelemedUrls.IDENTITY_SYSTEM));
        return encounter.flatMap(
                visit -> profile.flatMap(who -> identity.map(known -> new IssueRecord(visit, who, known))));
    }

    /** What kind of event it is and that it went well: R5 has other places for that than the versions before. */
    private void classify(IBaseResource event) {
        boolean isR5 = elements.knows(event, "category");
        String what = isR5 ? "code.coding" : "subtype";
        code(event, isR5 ? "category.coding" : "type", EVENT_TYPE, "rest");
        code(event, what, INTERACTION, "operation");
        code(event, what, TelemedUrls.EVENT_SYSTEM, TOKEN_ISSUED);
        if (isR5) {
            code(event, "outcome.code", SEVERITY, "success");
        } else {
            terser.addElement(event, "outcome", "0");
        }
    }

    /** R5 has no place for an alternative id of an agent, so there the identity is an entity of its own. */
    private void addAgent(IBaseResource event, Actor actor, Profile profile, String identity) {
        IBase agent = terser.addElement(event, "agent");
        addLocalReference(agent, "who", profile);
        terser.addElement(agent, "requestor", "true");
        actor.accessTokenId().ifPresent(jti -> terser.addElement(agent, "policy", "urn:ietf:params:oauth:jti:" + jti));
        if (elements.knows(agent, "altId")) {
            terser.addElement(agent, "altId", identity);
        } else {
            refer(terser.addElement(event, "entity"), "what", TelemedUrls.IDENTITY_SYSTEM, identity);
        }
    }

    private void addLocalReference(IBase parent, String path, Profile target) {
        terser.addElement(parent, path + ".type", target.type());
        refer(parent, path, TelemedUrls.LOCAL_REFERENCE_SYSTEM, target.reference());
    }

    private void refer(IBase parent, String path, String system, String value) {
        terser.addElement(parent, path + ".identifier.system", system);
        terser.addElement(parent, path + ".identifier.value", value);
    }

    private void code(IBase parent, String path, String system, String code) {
        IBase coding = terser.addElement(parent, path);
        terser.addElement(coding, "system", system);
        terser.addElement(coding, "code", code);
    }

    private boolean isIssueRecord(IBaseResource auditEvent) {
        return Stream.of("subtype", "code.coding")
                .flatMap(path -> elements.at(auditEvent, path))
                .anyMatch(coding ->
                        says(coding, "system", TelemedUrls.EVENT_SYSTEM) && says(coding, "code", TOKEN_ISSUED));
    }

    private Optional<Profile> localReference(IBaseResource auditEvent, String path) {
        return identifier(auditEvent, path, TelemedUrls.LOCAL_REFERENCE_SYSTEM).flatMap(relative::read);
    }

    private Optional<String> identifier(IBaseResource auditEvent, String path, String system) {
        return elements.at(auditEvent, path + ".identifier")
                .filter(identifier -> says(identifier, "system", system))
                .flatMap(identifier -> elements.text(identifier, "value").stream())
                .findFirst();
    }

    private boolean says(IBase element, String name, String text) {
        return elements.text(element, name).filter(text::equals).isPresent();
    }
}
