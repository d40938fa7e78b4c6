package org.telemed.server.demo;

import ca.uhn.fhir.context.FhirVersionEnum;
import java.util.LinkedHashMap;
import java.util.Map;

/** The shell commands of the demo's main flow, by description. */
final class DemoCommands {

    private static final String R4 = """
            {"resourceType":"Encounter","status":"in-progress",\
            "class":{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"VR"},\
            "subject":{"reference":"Patient/jane-doe"},\
            "participant":[{"individual":{"reference":"Practitioner/adam-careful"}}]}""";

    private static final String R5 = """
            {"resourceType":"Encounter","status":"in-progress",\
            "class":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"VR"}]}],\
            "subject":{"reference":"Patient/jane-doe"},\
            "participant":[{"actor":{"reference":"Practitioner/adam-careful"}}]}""";

    private final String root;
    private final String fhir;
    private final FhirVersionEnum version;

    DemoCommands(String root, String fhir, FhirVersionEnum version) {
        this.root = root;
        this.fhir = fhir;
        this.version = version;
    }

    /** In the order in which they need each other. */
    Map<String, String> inOrder() {
        Map<String, String> commands = new LinkedHashMap<>();
        commands.put("An access token for adam, the practitioner", accessToken());
        commands.put("A room for a new visit of jane's with adam", room());
        commands.put("adam's token for that room", token());
        return commands;
    }

    private String accessToken() {
        return """
                TOKEN=$(curl -s -u adam:adam -d grant_type=client_credentials %s/oauth2/token | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')""".formatted(root);
    }

    private String room() {
        return """
                ENCOUNTER=$(curl -s -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/fhir+json' -d '%s' '%s/Encounter/$create-telemed-room') && echo "$ENCOUNTER\"""".formatted(version == FhirVersionEnum.R5 ? R5 : R4, fhir);
    }

    private String token() {
        return """
                curl -s -X POST -H "Authorization: Bearer $TOKEN" "%s/Encounter/$(echo "$ENCOUNTER" | sed 's/[^{]*{"resourceType":"Encounter","id":"\\([^"]*\\)".*/\\1/')/\\$telemed-token\"""".formatted(fhir);
    }
}
