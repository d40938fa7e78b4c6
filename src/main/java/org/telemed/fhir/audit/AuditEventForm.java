package org.telemed.fhir.audit;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.util.FhirTerser;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.telemed.core.audit.AuditActor;
import org.telemed.core.membership.ResourceReference;
import org.telemed.fhir.element.FhirElements;
import org.telemed.fhir.element.TelemedUrls;

/**
 * Builds AuditEvents of any FHIR version. Its references are logical: literal ones would make the Encounter and the
 * people undeletable where referential integrity is enforced.
 */
final class AuditEventForm {
    private static final String PARTICIPATION = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";
    private static final String CUSTODIAN = "CST";
    private static final String ENTITY_TYPE = "http://terminology.hl7.org/CodeSystem/audit-entity-type";
    private static final String INTERACTION = "http://hl7.org/fhir/restful-interaction";
    private static final String OBJECT_ROLE = "http://terminology.hl7.org/CodeSystem/object-role";

    private final FhirContext context;
    private final FhirTerser terser;
    private final FhirElements elements;
    private final AuditEventCodes codes;
    private final AuditOutcome outcome;

    AuditEventForm(FhirContext context) {
        this.context = context;
        this.terser = context.newTerser();
        this.elements = new FhirElements(context);
        this.codes = new AuditEventCodes(context);
        this.outcome = new AuditOutcome(context);
    }

    /** A new event with outcome success. */
    IBaseResource event(Instant recorded, String sourceObserver) {
        IBaseResource event = context.getResourceDefinition("AuditEvent").newInstance();
        terser.addElement(event, "action", "E");
        recorded(event, recorded);
        observer(event, sourceObserver);
        outcome.success(event);
        return event;
    }

    void recorded(IBaseResource event, Instant recorded) {
        elements.clear(event, "recorded");
        terser.addElement(
                event, "recorded", recorded.truncatedTo(ChronoUnit.MILLIS).toString());
    }

    /** Names this server as the source. */
    void observer(IBaseResource event, String sourceObserver) {
        elements.clear(event, "source");
        refer(event, "source.observer", "urn:ietf:rfc:3986", sourceObserver);
        terser.addElement(event, "source.observer.type", "Device");
    }

    /** Writes the outcome of an event. */
    AuditOutcome outcome() {
        return outcome;
    }

    /** Sets the FHIR interaction, in place of another one. */
    void interaction(IBaseResource event, String code) {
        elements.at(event, codes.isR5(event) ? "code.coding" : "subtype")
                .filter(coding -> elements.text(coding, "system")
                        .filter(INTERACTION::equals)
                        .isPresent())
                .forEach(coding -> {
                    elements.clear(coding, "display");
                    elements.clear(coding, "code");
                    terser.addElement(coding, "code", code);
                });
    }

    /** Sets the type of the event (R5: category). */
    void type(IBaseResource event, String system, String code) {
        codes.add(event, codes.isR5(event) ? "category.coding" : "type", system, code);
    }

    /** Adds a subtype (R5: code). */
    void subtype(IBaseResource event, String system, String code) {
        codes.add(event, codes.isR5(event) ? "code.coding" : "subtype", system, code);
    }

    IBase agent(IBaseResource event) {
        IBase agent = terser.addElement(event, "agent");
        terser.addElement(agent, "requestor", "true");
        return agent;
    }

    /** An agent with one of BALP's roles, from the system of participation types. */
    IBase agent(IBaseResource event, boolean requestor, String participation) {
        IBase agent = terser.addElement(event, "agent");
        codes.add(agent, "type.coding", PARTICIPATION, participation);
        terser.addElement(agent, "requestor", Boolean.toString(requestor));
        return agent;
    }

    /** An agent that is this server, acting by itself. */
    IBase server(IBaseResource event, String url) {
        IBase agent = agent(event, false, CUSTODIAN);
        refer(agent, "who", "urn:ietf:rfc:3986", url);
        return agent;
    }

    /** Sets the address from which the agent came. */
    void network(IBase agent, String address) {
        if (elements.knows(agent, "network")) {
            elements.clear(agent, "network");
            terser.addElement(agent, "network.address", address);
            terser.addElement(agent, "network.type", "2");
        } else {
            terser.addElement(agent, "networkString", address);
        }
    }

    /** Says who asked, and by which access token. */
    void who(IBaseResource event, IBase agent, AuditActor actor) {
        elements.clear(agent, "who");
        String issuer = actor.issuer().filter(AuditEventForm::isAbsoluteUrl).orElse(TelemedUrls.IDENTITY_SYSTEM);
        if (actor.person().isPresent()) {
            localReference(agent, "who", actor.person().get());
            actor.userId().ifPresent(user -> entity(event, issuer, user));
        } else if (actor.userId().isPresent()) {
            refer(agent, "who", issuer, actor.userId().get());
        } else {
            unknown(agent);
        }
        actor.accessTokenId().ifPresent(jti -> policy(agent, "urn:ietf:params:oauth:jti:" + jti));
    }

    /** A host may name an issuer by any text, and the system of an identifier is a URI. */
    private static boolean isAbsoluteUrl(String issuer) {
        try {
            return URI.create(issuer).isAbsolute();
        } catch (IllegalArgumentException text) {
            return false;
        }
    }

    /** Says who where nobody is known, because R5 wants it said. */
    void unknown(IBase agent) {
        terser.addElement(agent, "who.display", "unknown");
    }

    /** Adds an entity with a type (R4 alone) and a role, as BALP has them. */
    void entity(IBaseResource event, ResourceReference what, String type, String role) {
        IBase entity = terser.addElement(event, "entity");
        localReference(entity, "what", what);
        if (elements.knows(entity, "type")) {
            codes.add(entity, "type", ENTITY_TYPE, type);
        }
        codes.add(entity, codes.isR5(event) ? "role.coding" : "role", OBJECT_ROLE, role);
    }

    void policy(IBase agent, String policy) {
        terser.addElement(agent, "policy", policy);
    }

    /** Adds them as {@code policy}, the one element by which HAPI finds them in every version: it does not search logical references. */
    void policies(IBase agent, ResourceReference encounter, ResourceReference... participants) {
        policy(agent, encounter.reference());
        for (ResourceReference participant : participants) {
            policy(agent, participant.reference());
        }
    }

    /** Sets the agent's altId, its id in another system; false in R5, which has none. */
    boolean alternativeId(IBase agent, String id) {
        if (!elements.knows(agent, "altId")) {
            return false;
        }
        terser.addElement(agent, "altId", id);
        return true;
    }

    void entity(IBaseResource event, String system, String value) {
        refer(terser.addElement(event, "entity"), "what", system, value);
    }

    void entity(IBaseResource event, ResourceReference what) {
        localReference(terser.addElement(event, "entity"), "what", what);
    }

    void localReference(IBase parent, String path, ResourceReference target) {
        terser.addElement(parent, path + ".type", target.type());
        refer(parent, path, TelemedUrls.LOCAL_REFERENCE_SYSTEM, target.reference());
    }

    void refer(IBase parent, String path, String system, String value) {
        terser.addElement(parent, path + ".identifier.system", system);
        terser.addElement(parent, path + ".identifier.value", value);
    }
}
