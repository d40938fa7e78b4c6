package org.telemed.server.health;

import io.micrometer.common.KeyValue;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.http.server.observation.DefaultServerRequestObservationConvention;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.telemed.server.fhir.FhirEndpointConfiguration;

/**
 * Tags metrics of FHIR requests by resource type and operation, such as {@code /fhir/Encounter/{id}/$telemed-token}: ids and
 * names that nobody knows are replaced, so that no client makes more tags.
 */
final class FhirUriConvention extends DefaultServerRequestObservationConvention {
    private static final String BASE = FhirEndpointConfiguration.PATH;
    private static final String OTHER = BASE + "/other";
    private static final Set<String> OF_SERVER = Set.of("metadata", "_history", "_search");
    private static final Set<String> OF_TYPE = Set.of("_search", "_history");
    private static final int DEEPEST = 3;
    private static final Pattern SLASHES = Pattern.compile("/+");

    private final Set<String> types;
    private final Set<String> operations;

    /**
     * Knows these names.
     *
     * @param types resource types of the server's FHIR version
     * @param operations with their dollar sign
     */
    FhirUriConvention(Set<String> types, Set<String> operations) {
        this.types = Set.copyOf(types);
        this.operations = Set.copyOf(operations);
    }

    @Override
    protected KeyValue uri(ServerRequestObservationContext context) {
        String path = context.getCarrier() == null ? "" : context.getCarrier().getRequestURI();
        return path.equals(BASE) || path.startsWith(BASE + "/")
                ? KeyValue.of("uri", template(path.substring(BASE.length())))
                : super.uri(context);
    }

    /** @param path below the FHIR base, as it was sent */
    String template(String path) {
        String[] parts = SLASHES.splitAsStream(path)
                .filter(part -> !part.isEmpty())
                .limit(DEEPEST)
                .toArray(String[]::new);
        if (parts.length == 0) {
            return BASE;
        }
        if (parts.length == 1 && OF_SERVER.contains(parts[0])) {
            return BASE + "/" + parts[0];
        }
        if (parts[0].startsWith("$")) {
            return BASE + "/" + operation(parts[0]);
        }
        return types.contains(parts[0]) ? BASE + "/" + parts[0] + belowType(parts) : OTHER;
    }

    private String belowType(String[] parts) {
        if (parts.length == 1) {
            return "";
        }
        String second = OF_TYPE.contains(parts[1])
                ? "/" + parts[1]
                : parts[1].startsWith("$") ? "/" + operation(parts[1]) : "/{id}";
        if (parts.length == 2 || !second.equals("/{id}")) {
            return second;
        }
        return parts[2].startsWith("$")
                ? "/{id}/" + operation(parts[2])
                : parts[2].equals("_history") ? "/{id}/_history" : "/{id}/other";
    }

    private String operation(String name) {
        return operations.contains(name) ? name : "$other";
    }
}
