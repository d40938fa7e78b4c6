package org.telemed.server.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Answers Spring Boot's {@code /error} with an ErrorResponse, without a page or stack trace. */
@Controller
final class ErrorResponseController implements ErrorController {

    private final ErrorResponseWriter refusals;

    ErrorResponseController(ErrorResponseWriter refusals) {
        this.refusals = refusals;
    }

    @RequestMapping("${server.error.path:/error}")
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Integer status = (Integer) request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        refusals.write(ErrorResponse.ofStatus(status == null ? 404 : status), request, response);
    }
}
