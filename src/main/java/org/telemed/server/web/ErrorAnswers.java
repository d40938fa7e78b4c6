package org.telemed.server.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Answers what nobody else answered in a few plain words: no page, no stack trace. */
@Controller
final class ErrorAnswers implements ErrorController {

    private final RefusalWriter refusals;

    ErrorAnswers(RefusalWriter refusals) {
        this.refusals = refusals;
    }

    @RequestMapping("${server.error.path:/error}")
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Integer status = (Integer) request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        refusals.write(refusal(status == null ? 404 : status), request, response);
    }

    private static Refusal refusal(int status) {
        if (status == 404) {
            return new Refusal(404, "not-found", "bad-request", "4004", "There is nothing here. FHIR is at /fhir.");
        }
        if (status >= 400 && status < 500) {
            return new Refusal(status, "invalid", "bad-request", "4000", "The server cannot accept this request.");
        }
        return new Refusal(
                500,
                "exception",
                "internal-error",
                "",
                "The server failed at this request. Its log says why; try again.");
    }
}
