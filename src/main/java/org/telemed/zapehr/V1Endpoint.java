package org.telemed.zapehr;

import ca.uhn.fhir.util.UrlUtil;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.hapi.operation.input.UnknownParameter;

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

    abstract V1Response answer(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException;

    @Override
    protected final void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (takes(request.getMethod())) {
            answerOrRefusal(request, response).writeTo(response);
            return;
        }
        response.setHeader("Allow", method.equals("GET") ? "GET, HEAD, OPTIONS" : method + ", OPTIONS");
        if (request.getMethod().equals("OPTIONS")) {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        } else {
            V1Response.wrongMethod(method).writeTo(response);
        }
    }

    /** The container leaves the body of an answer to HEAD out. */
    private boolean takes(String sent) {
        return sent.equals(method) || (sent.equals("HEAD") && method.equals("GET"));
    }

    private V1Response answerOrRefusal(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        try {
            query(request).keySet().forEach(this::requireKnown);
        } catch (TelemedException refused) {
            return V1Response.refusal(refused);
        }
        return answer(request, response);
    }

    /**
     * The parameters in the URL. To ask the container for them would read a body that is said to be a form.
     *
     * @throws TelemedException BAD_REQUEST
     */
    static Map<String, String[]> query(HttpServletRequest request) {
        String query = request.getQueryString();
        try {
            return query == null ? Map.of() : UrlUtil.parseQueryString(query);
        } catch (IllegalArgumentException malformed) {
            throw TelemedException.because(
                    Reason.BAD_REQUEST,
                    "The query of the URL is not percent-encoded as it must be. A percent sign itself is %25.");
        }
    }

    private void requireKnown(String name) {
        if (!parameters.contains(name)) {
            throw UnknownParameter.refusalOutsideFhir(name, parameters);
        }
    }
}
