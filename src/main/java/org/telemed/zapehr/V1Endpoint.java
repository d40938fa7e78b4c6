package org.telemed.zapehr;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** One path of the seed's API, with the one method that it takes. */
abstract class V1Endpoint extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final String method;

    V1Endpoint(String method) {
        this.method = method;
    }

    abstract V1Answer answer(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException;

    @Override
    protected final void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (takes(request.getMethod())) {
            answer(request, response).writeTo(response);
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
}
