package org.telemed.attacks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes bad requests of good ones; the same for the same seed. What it makes up carries {@link #MARKER}. */
final class RequestMutator {

    /** Stands in every value that is made up, behind a line break and before one: a log must not show it so. */
    static final String MARKER = "qzMUTANTzq";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> PATH_BITS = List.of(
            "//",
            "/./",
            "/../",
            "/%2e/",
            "/%2E%2e/",
            "%2F",
            "%5C",
            "%00",
            "%",
            "%zz",
            ";x=1",
            "{",
            "}",
            "|",
            "^",
            "\\",
            "\"",
            "<",
            " ",
            "\t",
            "$",
            "?",
            "#",
            "%0d%0aX-Forged:%20" + MARKER,
            "\u00e9",
            "\u00f0\u009f\u0098\u0080",
            "_history/",
            "/_history/-1",
            "$" + MARKER,
            "?_offset=-5",
            "?_count=-1",
            "?_count=99999999999999",
            "&_sort=",
            "&_format=" + MARKER,
            "&_summary=x",
            "&a%00=b",
            "&=" + MARKER,
            "&_has:Encounter",
            "&_has:Observation:patient:code-value-quantity=a$b",
            "&_include=*",
            "&subject:" + MARKER + ".x.y.z=1",
            "&_filter=" + "(".repeat(200),
            "&_lastUpdated=" + MARKER,
            "&length=1E100000000",
            "&date=eq" + MARKER,
            "&_getpages=" + MARKER,
            "&_getpagesoffset=-1",
            "&_total=" + MARKER,
            "&_at=x",
            "&_id=" + MARKER + "%0a");
    private static final List<String> HEADER_VALUES = List.of(
            "",
            MARKER,
            "\u00f0\u009f\u0098\u0080" + MARKER,
            "W/\"" + MARKER + "\"",
            "*",
            "foo",
            "W/\"-1\"",
            "W/\"99999999999999999999\"",
            "x".repeat(3000),
            "return=" + MARKER,
            "a,b,c;q=" + MARKER,
            "application/xml",
            "application/fhir+turtle",
            "text/html",
            "application/x-www-form-urlencoded",
            "application/fhir+json; fhirVersion=9.9",
            "application/fhir+json;charset=UTF-16",
            "gzip",
            "br",
            "identity, gzip",
            "chunked",
            "100-continue",
            "bytes=0-1",
            "Thu, 99 Foo 2020",
            "identifier=" + MARKER + "%0a|x",
            "../../" + MARKER,
            "a\tb",
            "=",
            "{}",
            "Bearer " + MARKER,
            "Bearer a.b.c",
            "Basic " + MARKER,
            "DPoP " + MARKER);
    private static final List<String> HEADER_NAMES = List.of(
            "Accept",
            "Content-Type",
            "If-Match",
            "If-None-Match",
            "If-None-Exist",
            "If-Modified-Since",
            "Prefer",
            "Authorization",
            "Idempotency-Key",
            "X-Request-ID",
            "Content-Encoding",
            "Accept-Encoding",
            "Accept-Charset",
            "Accept-Language",
            "Origin",
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "X-HTTP-Method-Override",
            "x-oystehr-request-id",
            "traceparent",
            "Cookie",
            "Range",
            "Cache-Control",
            "X-Cascade",
            "X-Retry-On-Version-Conflict",
            "X-Upsert-Extistence-Check",
            "X-Meta-Snapshot-Mode",
            "X-Rewrite-History",
            "X-Progress",
            "Forwarded",
            "Host");
    private static final List<String> METHODS =
            List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "FOO", "get", "PROPFIND");
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            MARKER,
            "\n" + MARKER + " ERROR forged\n",
            "\r\n\u001b[31m" + MARKER,
            "\u0000" + MARKER,
            "a\ud83d" + MARKER,
            "\ud83d\ude00",
            "\u202e" + MARKER,
            "Patient?birthdate=" + MARKER,
            "Patient/" + MARKER,
            "#" + MARKER,
            "urn:uuid:" + MARKER,
            "Patient/jane-doe/_history/1",
            "http://example.org/" + MARKER,
            "2024-13-45T99:99:99Z",
            "0000-00-00",
            "1E100000000",
            "-1",
            "9".repeat(400),
            "x".repeat(5000),
            "<div>" + MARKER,
            "<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><div>&x;</div>",
            "<div xmlns='http://www.w3.org/1999/xhtml'>" + "<b>".repeat(200) + "</div>",
            "(".repeat(500),
            "Encounter.where(".repeat(50),
            "../" + MARKER,
            "$" + MARKER,
            "%0a" + MARKER,
            "true",
            "null",
            "transaction",
            "DELETE",
            "Encounter/$telemed-token");

    private final Random random;

    RequestMutator(long seed) {
        random = new Random(seed);
    }

    /** One to three changes of any kind. */
    RawRequest mutated(RawRequest good) {
        RawRequest bad = good;
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            bad = changedOnce(bad);
        }
        return bad;
    }

    private RawRequest changedOnce(RawRequest request) {
        int kind = random.nextInt(10);
        if (kind < 6 && request.hasBody()) {
            return request.body(body(request));
        }
        if (kind < 8) {
            return request.target(inserted(request.target(), oneOf(PATH_BITS)));
        }
        return kind == 8
                ? request.header(oneOf(HEADER_NAMES), oneOf(HEADER_VALUES))
                : random.nextBoolean() ? request.method(oneOf(METHODS)) : request.target(shortened(request.target()));
    }

    private byte[] body(RawRequest request) {
        int kind = random.nextInt(8);
        if (kind == 0) {
            return noisy(request.body());
        }
        if (kind == 1) {
            return inserted(request.text(), oneOf(TEXTS)).getBytes(StandardCharsets.UTF_8);
        }
        return request.text().startsWith("{") || request.text().startsWith("[")
                ? json(request.text())
                : text(request.text()).getBytes(StandardCharsets.UTF_8);
    }

    /** Form and XML: a value or a name is replaced. */
    private String text(String text) {
        String[] parts = text.split("(?<=[=\"<>&])", -1);
        parts[random.nextInt(parts.length)] = oneOf(TEXTS) + oneOf(List.of("\"", "&", ">", ""));
        return String.join("", parts);
    }

    private byte[] json(String text) {
        try {
            JsonNode tree = JSON.readTree(text);
            List<ContainerNode<?>> containers = new ArrayList<>();
            collect(tree, containers);
            change(containers.get(random.nextInt(containers.size())));
            return JSON.writeValueAsBytes(tree);
        } catch (JsonProcessingException alreadyBroken) {
            return inserted(text, oneOf(TEXTS)).getBytes(StandardCharsets.UTF_8);
        }
    }

    private static void collect(JsonNode node, List<ContainerNode<?>> into) {
        if (node instanceof ContainerNode<?> container) {
            into.add(container);
            container.forEach(child -> collect(child, into));
        }
    }

    private void change(ContainerNode<?> container) {
        if (container instanceof ArrayNode array) {
            int at = random.nextInt(array.size() + 1);
            array.insert(at, value(array.isEmpty() ? array : array.get(0)));
        } else if (container instanceof ObjectNode object && !object.isEmpty()) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            String name = oneOf(names);
            switch (random.nextInt(5)) {
                case 0 -> object.remove(name);
                case 1 ->
                    object.set(oneOf(List.of("_" + name, name + "s", MARKER, "extension", "id")), object.get(name));
                default -> object.set(name, value(object.get(name)));
            }
        }
    }

    private JsonNode value(JsonNode old) {
        JsonNodeFactory make = JSON.getNodeFactory();
        return switch (random.nextInt(11)) {
            case 0 -> make.nullNode();
            case 1 -> make.booleanNode(random.nextBoolean());
            case 2 ->
                make.numberNode(oneOf(List.of(
                        new BigDecimal("1E100000000"),
                        new BigDecimal("-1E-100000000"),
                        new BigDecimal("9".repeat(300)),
                        BigDecimal.ZERO)));
            case 3 -> make.arrayNode().add(old.deepCopy());
            case 4 -> make.arrayNode().add(make.arrayNode());
            case 5 -> make.objectNode().set("a" + MARKER, old.deepCopy());
            case 6 -> nested(random.nextInt(2_000));
            case 7 -> make.objectNode();
            default -> make.textNode(oneOf(TEXTS));
        };
    }

    private static JsonNode nested(int depth) {
        JsonNode inner = JSON.getNodeFactory().textNode(MARKER);
        for (int level = 0; level < Math.min(depth, 900); level++) {
            ObjectNode outer = JSON.getNodeFactory().objectNode();
            outer.putArray("extension").add(inner);
            inner = outer;
        }
        return inner;
    }

    private byte[] noisy(byte[] good) {
        ByteArrayOutputStream noisy = new ByteArrayOutputStream();
        int at = random.nextInt(good.length);
        noisy.write(good, 0, at);
        noisy.write(random.nextInt(256));
        int skipped = Math.min(good.length, at + random.nextInt(3));
        noisy.write(good, skipped, random.nextInt(8) == 0 ? 0 : good.length - skipped);
        return noisy.toByteArray();
    }

    private String inserted(String text, String bit) {
        int at = random.nextInt(text.length() + 1);
        return text.substring(0, at) + bit + text.substring(at);
    }

    private String shortened(String text) {
        return text.substring(0, Math.max(1, random.nextInt(text.length() + 1)));
    }

    private <T> T oneOf(List<T> things) {
        return things.get(random.nextInt(things.size()));
    }
}
