package org.telemed.server.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.ResourceBinding;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.method.BaseMethodBinding;
import ca.uhn.fhir.rest.server.method.OperationMethodBinding;
import ca.uhn.fhir.util.UrlUtil;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.springframework.util.function.SingletonSupplier;

/** Knows the server's resource types, operations, and the HTTP methods of each path. */
final class KnownInteractions {

    private static final int MOST_TYPOS = 4;

    private static final Pattern INVALID_VERSION = Pattern.compile("/_history/(?![A-Za-z0-9.-]{1,64}(?:/|$))");

    private final RestfulServer server;
    private final FhirContext context;
    private final SingletonSupplier<Map<String, List<OperationMethodBinding>>> byName =
            SingletonSupplier.of(() -> all().stream().collect(Collectors.groupingBy(OperationMethodBinding::getName)));

    KnownInteractions(RestfulServer server, FhirContext context) {
        this.server = server;
        this.context = context;
    }

    boolean isType(String name) {
        return context.getResourceTypes().contains(name);
    }

    String nearestType(String name) {
        return nearest(name, context.getResourceTypes().stream());
    }

    String nearestOperation(String name) {
        return nearest(name, byName.obtain().keySet().stream());
    }

    /** Those of the name, on the type and at the level, that the request has. */
    List<OperationMethodBinding> operations(RequestDetails request) {
        return byName.obtain().getOrDefault(String.valueOf(request.getOperation()), List.of()).stream()
                .filter(operation -> matches(operation, request))
                .toList();
    }

    /**
     * Where the request's operation can be called, such as {@code Encounter/[id]/$telemed-token}: on its type, if there at
     * all; else everywhere. Empty for an unknown one.
     */
    List<String> places(RequestDetails request) {
        List<OperationMethodBinding> named =
                byName.obtain().getOrDefault(String.valueOf(request.getOperation()), List.of());
        List<OperationMethodBinding> onType = named.stream()
                .filter(operation -> Objects.equals(operation.getResourceName(), request.getResourceName()))
                .toList();
        return (onType.isEmpty() ? named : onType)
                .stream().flatMap(KnownInteractions::places).distinct().sorted().toList();
    }

    private static Stream<String> places(OperationMethodBinding operation) {
        String type = Optional.ofNullable(operation.getResourceName()).orElse("[type]");
        return Stream.of(
                        operation.isCanOperateAtInstanceLevel() ? type + "/[id]/" : null,
                        operation.isCanOperateAtTypeLevel() ? type + "/" : null,
                        operation.isCanOperateAtServerLevel() ? "" : null)
                .filter(Objects::nonNull)
                .map(prefix -> prefix + operation.getName());
    }

    /** In the order of RFC 9110, OPTIONS last. */
    Set<String> methodsOf(RequestDetails request) {
        Set<String> methods = new LinkedHashSet<>(methods(request));
        methods.add("OPTIONS");
        return methods;
    }

    private Collection<String> methods(RequestDetails request) {
        String operation = request.getOperation();
        if (operation != null && operation.startsWith("$")) {
            boolean idempotent = operations(request).stream().anyMatch(OperationMethodBinding::isIdempotent);
            return idempotent ? List.of("GET", "HEAD", "POST") : List.of("POST");
        }
        if (Constants.URL_TOKEN_METADATA.equals(operation)
                || Constants.PARAM_HISTORY.equals(operation)
                || request.getCompartmentName() != null) {
            return List.of("GET", "HEAD");
        }
        if ("_search".equals(operation)) {
            return List.of("GET", "HEAD", "POST");
        }
        return plain(request);
    }

    private static Collection<String> plain(RequestDetails request) {
        if (request.getResourceName() == null) {
            return List.of("GET", "HEAD", "POST");
        }
        if (request.getId() == null) {
            return List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");
        }
        return namesVersion(request) ? List.of("GET", "HEAD") : List.of("GET", "HEAD", "PUT", "PATCH", "DELETE");
    }

    /** Whether the path names a version, whatever HAPI makes of it: it takes a blank one for none. */
    private static boolean namesVersion(RequestDetails request) {
        return path(request).contains("/" + Constants.PARAM_HISTORY + "/");
    }

    /** Whether the path names a version that is no id. */
    static boolean namesInvalidVersion(RequestDetails request) {
        return INVALID_VERSION.matcher(path(request)).find();
    }

    private static String path(RequestDetails request) {
        return UrlUtil.unescape(String.valueOf(request.getRequestPath()));
    }

    private static boolean matches(OperationMethodBinding operation, RequestDetails request) {
        boolean here = Objects.equals(operation.getResourceName(), request.getResourceName())
                || (operation.getResourceName() == null && operation.isGlobalMethod());
        if (!here) {
            return false;
        }
        if (request.getId() != null) {
            return operation.isCanOperateAtInstanceLevel();
        }
        return request.getResourceName() == null
                ? operation.isCanOperateAtServerLevel()
                : operation.isCanOperateAtTypeLevel();
    }

    /** Once, when the first request asks: providers are registered while the servlet starts. */
    private List<OperationMethodBinding> all() {
        var configuration = server.createConfiguration();
        Stream<BaseMethodBinding> ofTypes = configuration.getResourceBindings().stream()
                .map(ResourceBinding::getMethodBindings)
                .flatMap(List::stream);
        return Stream.of(
                        ofTypes, configuration.getServerBindings().stream(), configuration.getGlobalBindings().stream())
                .flatMap(bindings -> bindings)
                .filter(OperationMethodBinding.class::isInstance)
                .map(OperationMethodBinding.class::cast)
                .toList();
    }

    /** Empty if nothing is near. */
    private static String nearest(String name, Stream<String> all) {
        LevenshteinDistance distance = new LevenshteinDistance(Math.min(MOST_TYPOS, name.length() / 3));
        return all.filter(candidate -> distance.apply(name, candidate) >= 0)
                .min(Comparator.comparing((String candidate) -> distance.apply(name, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .orElse("");
    }
}
