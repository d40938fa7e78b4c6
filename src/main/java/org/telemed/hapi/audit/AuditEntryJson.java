package org.telemed.hapi.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.telemed.core.audit.AuditDetail;
import org.telemed.core.audit.AuditEntry;
import org.telemed.core.audit.AuditKind;
import org.telemed.core.encounter.EncounterId;

/** Writes entries of the audit trail as one line of JSON, and reads them. */
public final class AuditEntryJson implements SpillFormat<AuditEntry> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public String write(AuditEntry entry) {
        ObjectNode line = JSON.createObjectNode()
                .put("id", entry.id().toString())
                .put("kind", entry.kind().name())
                .put("at", entry.at().toString());
        entry.encounter().ifPresent(id -> line.put("encounter", id.value()).put("partition", id.partition()));
        AuditActorJson.write(entry.actor(), line);
        ObjectNode details = line.putObject("details");
        entry.details().forEach((detail, value) -> details.put(detail.name(), value));
        return line.toString();
    }

    @Override
    public Optional<AuditEntry> read(String line) {
        try {
            JsonNode entry = JSON.readTree(line);
            return Optional.of(new AuditEntry(
                    UUID.fromString(entry.path("id").asText()),
                    AuditKind.valueOf(entry.path("kind").asText()),
                    Instant.parse(entry.path("at").asText()),
                    AuditActorJson.read(entry),
                    text(entry, "encounter")
                            .map(id ->
                                    new EncounterId(id, entry.path("partition").asText())),
                    details(entry.path("details"))));
        } catch (JsonProcessingException | RuntimeException corrupt) {
            return Optional.empty();
        }
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
