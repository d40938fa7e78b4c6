package org.telemed.hapi.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.telemed.core.audit.AuditActor;
import org.telemed.core.membership.LocalReferences;

/** Writes who did something into an object of JSON, and reads it. */
public final class AuditActorJson {
    private static final LocalReferences RELATIVE = new LocalReferences(List.of());

    private AuditActorJson() {}

    /** Adds the actor's properties. */
    public static void write(AuditActor actor, ObjectNode object) {
        actor.person().ifPresent(person -> object.put("person", person.reference()));
        actor.issuer().ifPresent(issuer -> object.put("issuer", issuer));
        actor.userId().ifPresent(user -> object.put("user", user));
        actor.accessTokenId().ifPresent(jti -> object.put("accessTokenId", jti));
        actor.address().ifPresent(address -> object.put("address", address));
        object.put("server", actor.isServer());
    }

    /** The actor whose properties the object has. */
    public static AuditActor read(JsonNode object) {
        return new AuditActor(
                text(object, "person").flatMap(RELATIVE::read),
                text(object, "issuer"),
                text(object, "user"),
                text(object, "accessTokenId"),
                text(object, "address"),
                object.path("server").asBoolean());
    }

    private static Optional<String> text(JsonNode object, String name) {
        return Optional.ofNullable(object.get(name)).map(JsonNode::asText);
    }
}
