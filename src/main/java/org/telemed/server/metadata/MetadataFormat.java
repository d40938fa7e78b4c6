package org.telemed.server.metadata;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
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

    private final String contentType;
    private final Pattern names;

    MetadataFormat(String contentType, String names) {
        this.contentType = contentType;
        this.names = Pattern.compile(names);
    }

    String contentType() {
        return contentType;
    }

    /**
     * The format that a request asks for; empty if there is none of that kind.
     *
     * @param parameter the value of {@code _format}
     * @param accept the headers {@code Accept}, which count if there is no parameter
     */
    static Optional<MetadataFormat> of(Optional<String> parameter, List<String> accept) {
        return parameter.isPresent() ? named(parameter.get()) : accepted(String.join(",", accept));
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
