package org.telemed.zapehr;

import ca.uhn.fhir.util.UrlUtil;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.telemed.core.error.TelemedException;
import org.telemed.hapi.operation.UnknownParameter;

/** One path of the ZapEHR-compatible API, with the one method that it takes. */
abstract class V1Endpoint extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final String method;
    private final transient List<String> parameters;

    /** @param parameters the names that a query may have */
    V1Endpoint(String method, String... parameters) {
        this.method = method;
        this.parameters = List.of(parameters);
    }

    abstract V1Answer answer(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException;

    @Override
    protected final void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (takes(request.getMethod())) {
            Optional<TelemedException> unknown = unknownParameter(request);
            V1Answer answer = unknown.isPresent() ? V1Answer.refusal(unknown.get()) : answer(request, response);
            answer.writeTo(response);
            return;
        }
        response.setHeader("Allow", method.equals("GET") ? "GET, HEAD, OPTIONS" : method + ", OPTIONS");
        if (request.getMethod().equals("OPTIONS")) {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        } else {
            V1Answer.wrongMethod(method).writeTo(response);
        }
    }

    /** The container leaves the body of an answer to HEAD out. */
    private boolean takes(String sent) {
        return sent.equals(method) || (sent.equals("HEAD") && method.equals("GET"));
    }

    /** By the query alone: to ask for parameters would read a body that is said to be a form. */
    private Optional<TelemedException> unknownParameter(HttpServletRequest request) {
        String query = request.getQueryString();
        return query == null
                ? Optional.empty()
                : UrlUtil.parseQueryString(query).keySet().stream()
                        .filter(name -> !parameters.contains(name) && !UnknownParameter.CONTROL.contains(name))
                        .findFirst()
                        .map(name -> UnknownParameter.refusal(name, parameters));
    }
}
