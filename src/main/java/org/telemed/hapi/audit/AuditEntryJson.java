package org.telemed.hapi.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.telemed.core.audit.AuditActor;
import org.telemed.core.audit.AuditDetail;
import org.telemed.core.audit.AuditEntry;
import org.telemed.core.audit.AuditKind;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.membership.LocalReferences;
import org.telemed.core.membership.ResourceReference;

/** Writes entries of the audit trail as one line of JSON, and reads them. */
final class AuditEntryJson {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final LocalReferences RELATIVE = new LocalReferences(List.of());

    private AuditEntryJson() {}

    static String write(AuditEntry entry) {
        ObjectNode line = JSON.createObjectNode()
                .put("id", entry.id().toString())
                .put("kind", entry.kind().name())
                .put("at", entry.at().toString());
        entry.encounter().ifPresent(id -> line.put("encounter", id.value()).put("partition", id.partition()));
        AuditActor actor = entry.actor();
        actor.person().ifPresent(person -> line.put("person", person.reference()));
        actor.issuer().ifPresent(issuer -> line.put("issuer", issuer));
        actor.userId().ifPresent(user -> line.put("user", user));
        actor.accessTokenId().ifPresent(jti -> line.put("accessTokenId", jti));
        actor.address().ifPresent(address -> line.put("address", address));
        line.put("server", actor.isServer());
        ObjectNode details = line.putObject("details");
        entry.details().forEach((detail, value) -> details.put(detail.name(), value));
        return line.toString();
    }

    /** The entry; empty for a line that is none. */
    static Optional<AuditEntry> read(String line) {
        try {
            JsonNode entry = JSON.readTree(line);
            return Optional.of(new AuditEntry(
                    UUID.fromString(entry.path("id").asText()),
                    AuditKind.valueOf(entry.path("kind").asText()),
                    Instant.parse(entry.path("at").asText()),
                    actor(entry),
                    text(entry, "encounter")
                            .map(id ->
                                    new EncounterId(id, entry.path("partition").asText())),
                    details(entry.path("details"))));
        } catch (JsonProcessingException | RuntimeException corrupt) {
            return Optional.empty();
        }
    }

    private static AuditActor actor(JsonNode entry) {
        Optional<ResourceReference> person = text(entry, "person").flatMap(RELATIVE::read);
        return new AuditActor(
                person,
                text(entry, "issuer"),
                text(entry, "user"),
                text(entry, "accessTokenId"),
                text(entry, "address"),
                entry.path("server").asBoolean());
    }

    private static Map<AuditDetail, String> details(JsonNode details) {
        Map<AuditDetail, String> read = new EnumMap<>(AuditDetail.class);
        details.properties()
                .forEach(detail -> read.put(
                        AuditDetail.valueOf(detail.getKey()), detail.getValue().asText()));
        return read;
    }

    private static Optional<String> text(JsonNode entry, String name) {
        return Optional.ofNullable(entry.get(name)).map(JsonNode::asText);
    }
}
