package org.telemed.hapi.audit.balp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.telemed.fhir.audit.AccessKind;
import org.telemed.hapi.audit.AuditActorJson;
import org.telemed.hapi.audit.SpillFormat;

/** Writes audited accesses as one line of JSON, and reads them. */
public final class RecordAccessJson implements SpillFormat<RecordAccess> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public String write(RecordAccess access) {
        ObjectNode line = JSON.createObjectNode()
                .put("id", access.id().toString())
                .put("at", access.at().toString())
                .put("kind", access.kind().name())
                .put("interaction", access.interaction())
                .put("partition", access.partition())
                .put("balpEvent", access.balpEvent());
        AuditActorJson.write(access.actor(), line);
        return line.toString();
    }

    @Override
    public Optional<RecordAccess> read(String line) {
        try {
            JsonNode access = JSON.readTree(line);
            return Optional.of(new RecordAccess(
                    UUID.fromString(access.path("id").asText()),
                    Instant.parse(access.path("at").asText()),
                    AuditActorJson.read(access),
                    AccessKind.valueOf(access.path("kind").asText()),
                    access.path("interaction").asText(),
                    access.path("partition").asText(),
                    access.path("balpEvent").asText()));
        } catch (JsonProcessingException | RuntimeException corrupt) {
            return Optional.empty();
        }
    }
}
