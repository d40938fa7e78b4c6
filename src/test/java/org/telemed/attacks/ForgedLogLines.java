package org.telemed.attacks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.telemed.acceptance.Acceptance;
import org.telemed.acceptance.Http;

/** Values in requests that libraries quote in what they log, with line breaks that would begin a line of their own. */
@ExtendWith(OutputCaptureExtension.class)
interface ForgedLogLines extends Acceptance {

    @Test
    default void nothing_that_was_sent_reaches_the_log(CapturedOutput log) {
        int start = log.getAll().length();
        String marker = "Forged" + UUID.randomUUID();
        requestsWith(marker).forEach(host().http()::send);
        assertThat(log.getAll().substring(start)).doesNotContain(marker);
    }

    /** An operator may log more: these libraries at DEBUG. */
    @Test
    default void nor_does_it_where_more_is_logged(CapturedOutput log) {
        int start = log.getAll().length();
        String marker = "Forged" + UUID.randomUUID();
        LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());
        List<String> loggers = List.of("ca.uhn.fhir", "org.hibernate", "org.springframework", "org.apache");
        loggers.forEach(logger -> logging.setLogLevel(logger, LogLevel.DEBUG));
        try {
            requestsWith(marker).forEach(host().http()::send);
        } finally {
            loggers.forEach(logger -> logging.setLogLevel(logger, null));
        }
        String logged = log.getAll().substring(start);
        assertThat(logged).contains("DEBUG").doesNotContain(marker);
    }

    private List<HttpRequest.Builder> requestsWith(String marker) {
        String raw = "x\\r\\nERROR " + marker + " \\u001b[31mred";
        String url = URLEncoder.encode("x\r\nERROR " + marker + "\u001b[31m", UTF_8);
        List<HttpRequest.Builder> all = new ArrayList<>();
        bodies(raw).forEach(body -> all.add(sent("POST", typeOf(body), body)));
        urls(url).forEach(path -> all.add(as("adam").request(path).GET()));
        Stream.of(
                        "Accept",
                        "Prefer",
                        "If-Match",
                        "If-None-Exist",
                        "Idempotency-Key",
                        "X-Request-ID",
                        "traceparent",
                        "Cookie")
                .forEach(header -> all.add(as("adam")
                        .request("Encounter/visit-planned")
                        .header(header, marker + "/x")
                        .GET()));
        all.add(with(marker + ".b.c").request("Encounter/visit-planned").GET());
        all.add(sent("POST", "Encounter?" + url, bodies(raw).get(0)));
        all.add(sent(
                "POST",
                "Encounter/$create-telemed-room?" + url + "=1",
                bodies(raw).get(0)));
        all.addAll(patches(raw));
        all.add(host().http()
                .request("/v1/telemed/room", host().tokenOf("adam"))
                .POST(BodyPublishers.ofString(bodies(raw).get(0))));
        all.add(host().http()
                .request("/v1/telemed/token?encounterId=" + url, host().tokenOf("adam"))
                .GET());
        all.addAll(twice(raw));
        return all;
    }

    private static List<String> bodies(String raw) {
        return List.of(
                "{\"resourceType\":\"Encounter\",\"status\":\"%s\",\"%s\":\"b\",\"class\":3}".formatted(raw, raw),
                "{\"resourceType\":\"Patient\",\"birthDate\":\"%1$s\",\"name\":[{\"family\":[\"%1$s\"]}],\"gender\":\"%1$s\"}"
                        .formatted(raw),
                "{\"resourceType\":\"Encounter\",\"subject\":{\"reference\":\"%1$s\"},\"status\":\"planned\"}"
                        .formatted(raw),
                "{\"resourceType\":\"Encounter\",\"subject\":{\"reference\":\"Patient?name=%1$s\"},\"id\":\"%1$s\"}"
                        .formatted(raw),
                "{\"resourceType\":\"SearchParameter\",\"status\":\"active\",\"code\":\"%1$s\",\"base\":[\"%1$s\"],"
                                .formatted(raw)
                        + "\"url\":\"http://x/%1$s\",\"type\":\"string\",\"expression\":\"Patient.%1$s(\"}"
                                .formatted(raw),
                "{\"resourceType\":\"ValueSet\",\"status\":\"active\",\"url\":\"http://x/%1$s\",\"compose\":{\"include\":"
                                .formatted(raw)
                        + "[{\"system\":\"%1$s\"}]}}".formatted(raw),
                "{\"resourceType\":\"Observation\",\"status\":\"final\",\"code\":{\"text\":\"x\"},\"valueQuantity\":"
                        + "{\"value\":1,\"system\":\"http://unitsofmeasure.org\",\"code\":\"%1$s\"}}".formatted(raw),
                "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{\"fullUrl\":\"%1$s\",\"request\":"
                                .formatted(raw)
                        + "{\"method\":\"PUT\",\"url\":\"Patient?%1$s=1\"},\"resource\":{\"resourceType\":\"Patient\"}}]}"
                                .formatted(raw),
                "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":[{\"request\":{\"method\":\"GET\",\"url\":\"%s\"}}]}"
                        .formatted(raw),
                "{\"resourceType\":\"%s\"}".formatted(raw),
                "{\"resourceType\":\"Patient\" %s".formatted(raw));
    }

    private static List<String> urls(String value) {
        return List.of(
                "Patient?name=" + value,
                "Patient?" + value + "=1",
                "Patient?_include=" + value,
                "Patient?_include=Patient:" + value,
                "Patient?_revinclude=Encounter:" + value,
                "Patient?_sort=" + value,
                "Patient?_has:Encounter:" + value + ":status=x",
                "Patient?_elements=" + value,
                "Patient?_filter=" + value,
                "Patient?_getpages=" + value,
                "?_getpages=" + value,
                "Patient?birthdate=" + value,
                "Encounter?subject:Patient." + value + "=1",
                "Encounter?date=" + value,
                "Encounter/" + value,
                "Encounter/" + value + "/$telemed-token",
                "Patient/a/_history/" + value,
                value,
                "Encounter/$" + value,
                "Observation?value-quantity=5%7C" + value,
                "ValueSet/$expand?url=" + value,
                "CodeSystem/$lookup?system=" + value + "&code=" + value,
                "ValueSet/$validate-code?url=" + value + "&code=x&system=" + value);
    }

    private List<HttpRequest.Builder> patches(String raw) {
        String path = "Patient/jane-doe";
        return List.of(
                sent(
                        "PATCH",
                        "application/json-patch+json",
                        path,
                        "[{\"op\":\"replace\",\"path\":\"%1$s\",\"value\":\"%1$s\"}]".formatted(raw)),
                sent("PATCH", "application/json-patch+json", path, "{\"%s".formatted(raw)),
                sent(
                        "PATCH",
                        Http.FHIR_JSON,
                        path,
                        "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"operation\",\"part\":["
                                + "{\"name\":\"type\",\"valueCode\":\"replace\"},{\"name\":\"path\",\"valueString\":\"Patient.%1$s(((\"},"
                                        .formatted(raw)
                                + "{\"name\":\"value\",\"valueString\":\"%s\"}]}]}".formatted(raw)));
    }

    /** The second one is a constraint violation in some databases, whose message holds the row. */
    private List<HttpRequest.Builder> twice(String raw) {
        String key = raw.replaceAll("[^A-Za-z0-9]", "");
        String id = key.substring(Math.max(0, key.length() - 40));
        String body = "{\"resourceType\":\"Patient\",\"id\":\"%s\",\"name\":[{\"text\":\"%s\"}]}".formatted(id, raw);
        return List.of(
                sent("PUT", Http.FHIR_JSON, "Patient/" + id, body), sent("PUT", Http.FHIR_JSON, "Patient/" + id, body));
    }

    private static String typeOf(String body) {
        String type = body.replaceFirst("(?s).*?\"resourceType\":\"([A-Za-z]+)\".*", "$1");
        return type.equals("Bundle") || type.startsWith("{") ? "" : type;
    }

    private HttpRequest.Builder sent(String method, String path, String body) {
        return sent(method, Http.FHIR_JSON, path, body);
    }

    private HttpRequest.Builder sent(String method, String type, String path, String body) {
        return as("clinic").request(path).header("Content-Type", type).method(method, BodyPublishers.ofString(body));
    }
}
