package org.telemed.server.metadata;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/**
 * The formats of the CapabilityStatement, and how a request asks for one: by {@code _format}, else by {@code Accept}.
 *
 * @see <a href="https://hl7.org/fhir/R4/http.html#mime-type">FHIR R4, Content Types and encodings</a>
 */
enum MetadataFormat {
    JSON("application/fhir+json", "json|(application|text)/json|application/(fhir\\+json|json\\+fhir)"),
    XML("application/fhir+xml", "xml|(application|text)/xml|application/(fhir\\+xml|xml\\+fhir)");

    private static final String PARAMETER = "_format=";

    private final String contentType;
    private final Pattern names;

    MetadataFormat(String contentType, String names) {
        this.contentType = contentType;
        this.names = Pattern.compile(names);
    }

    String contentType() {
        return contentType;
    }

    /** The format that a request asks for; empty if there is none of that kind. */
    static Optional<MetadataFormat> of(HttpServletRequest request) {
        Optional<String> parameter = parameter(request.getQueryString());
        return parameter.isPresent()
                ? named(parameter.get())
                : accepted(String.join(",", Collections.list(request.getHeaders("Accept"))));
    }

    private static Optional<MetadataFormat> accepted(String accept) {
        if (accept.isBlank()) {
            return Optional.of(JSON);
        }
        try {
            return MediaType.parseMediaTypes(accept).stream()
                    .filter(type -> type.getQualityValue() > 0)
                    .sorted((one, other) -> Double.compare(other.getQualityValue(), one.getQualityValue()))
                    .flatMap(type -> matching(type).stream())
                    .findFirst();
        } catch (InvalidMediaTypeException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<MetadataFormat> matching(MediaType type) {
        boolean any = type.isWildcardType()
                || (type.getType().equals("application") && type.getSubtype().equals("*"));
        return any ? Optional.of(JSON) : named(type.getType() + "/" + type.getSubtype());
    }

    /** Read by hand: a query that is malformed elsewhere is no reason to refuse. */
    private static Optional<String> parameter(@Nullable String query) {
        return Stream.ofNullable(query)
                .flatMap(all -> Arrays.stream(all.split("&")))
                .filter(part -> part.startsWith(PARAMETER))
                .map(part -> part.substring(PARAMETER.length()))
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    private static Optional<MetadataFormat> named(String text) {
        String name = type(text);
        return Arrays.stream(values())
                .filter(format -> format.names.matcher(name).matches())
                .findFirst();
    }

    private static String type(String text) {
        try {
            // a plus that nobody escaped has become a blank
            return URLDecoder.decode(text, StandardCharsets.UTF_8)
                    .split(";", 2)[0]
                    .strip()
                    .replace(' ', '+')
                    .toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException malformed) {
            return "";
        }
    }
}
