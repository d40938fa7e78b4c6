package org.telemed.zapehr;

import ca.uhn.fhir.rest.server.RestfulServer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Comparator;
import java.util.stream.Stream;

/** Forwards requests to the FHIR servlet in the same host, so that all its filters and interceptors apply. */
final class FhirServletForwarder {
    private final String fhirBase;

    /** @param fhirBase tells the servlets apart where there are several */
    FhirServletForwarder(String fhirBase) {
        this.fhirBase = fhirBase;
    }

    /**
     * Calls an operation on the type Encounter; the path has no input of the caller.
     *
     * @param operation such as {@code $telemed-token}
     * @param body FHIR JSON
     */
    CapturedFhirResponse post(String operation, byte[] body, HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        CapturedFhirResponse answer = new CapturedFhirResponse(response);
        String path = pathIn(request.getServletContext()) + "/Encounter/" + operation;
        request.getRequestDispatcher(path).forward(new V1ToFhirRequest(request, body), answer);
        return answer;
    }

    private String pathIn(ServletContext host) {
        return host.getServletRegistrations().values().stream()
                .filter(FhirServletForwarder::isFhir)
                .flatMap(servlet -> servlet.getMappings().stream())
                .flatMap(FhirServletForwarder::prefix)
                .max(Comparator.<String, Boolean>comparing(fhirBase::endsWith).thenComparing(String::length))
                .orElseThrow(() -> new IllegalStateException("There is no FHIR server in this host."));
    }

    private static boolean isFhir(ServletRegistration servlet) {
        try {
            ClassLoader classes = Thread.currentThread().getContextClassLoader();
            return RestfulServer.class.isAssignableFrom(Class.forName(servlet.getClassName(), false, classes));
        } catch (ClassNotFoundException unknown) {
            return false;
        }
    }

    private static Stream<String> prefix(String mapping) {
        return mapping.endsWith("/*") ? Stream.of(mapping.substring(0, mapping.length() - 2)) : Stream.empty();
    }
}
