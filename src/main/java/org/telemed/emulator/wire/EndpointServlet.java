package org.telemed.emulator.wire;

import jakarta.servlet.Servlet;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a call from Tomcat, and writes its answer with a {@code Date} of the emulator's clock. */
public final class EndpointServlet implements Servlet {

    private static final int LARGEST_BODY = 1 << 16;

    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final Transport transport;
    private final Connections connections;
    private final Clock clock;
    private final Upgrade upgrade;
    private @Nullable ServletConfig config;

    public EndpointServlet(Transport transport, Connections connections, Clock clock) {
        this(transport, connections, clock, (request, response) -> {
            throw new IllegalStateException("There is no other protocol here");
        });
    }

    /** With what follows an answer of status 101. */
    public EndpointServlet(Transport transport, Connections connections, Clock clock, Upgrade upgrade) {
        this.transport = transport;
        this.connections = connections;
        this.clock = clock;
        this.upgrade = upgrade;
    }

    @Override
    public void service(ServletRequest request, ServletResponse response) throws IOException, ServletException {
        Optional<Answer> answer = answer((HttpServletRequest) request);
        if (answer.isEmpty()) {
            connections.reset(request.getRemoteAddr(), request.getRemotePort());
        } else if (answer.get().status() == HttpServletResponse.SC_SWITCHING_PROTOCOLS) {
            upgrade.upgrade((HttpServletRequest) request, (HttpServletResponse) response);
        } else {
            write(answer.get(), (HttpServletResponse) response);
        }
    }

    private Optional<Answer> answer(HttpServletRequest request) throws IOException {
        byte[] body = request.getInputStream().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            return Optional.of(Answer.problem(413, "The body is over 64 KB"));
        }
        Call call;
        try {
            call = Call.of(request, new String(body, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.of(Answer.problem(400, "The path, query or form is not properly percent-encoded"));
        }
        return transport.transport(call);
    }

    private void write(Answer answer, HttpServletResponse response) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        response.setStatus(answer.status());
        response.setHeader("Date", HTTP_DATE.format(clock.instant()));
        answer.headers().forEach(response::setHeader);
        if (!answer.contentType().isEmpty()) {
            response.setContentType(answer.contentType() + ";charset=utf-8");
        }
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    @Override
    public void init(ServletConfig servletConfig) {
        this.config = servletConfig;
    }

    @Override
    public @Nullable ServletConfig getServletConfig() {
        return config;
    }

    @Override
    public String getServletInfo() {
        return "Twilio Video emulator";
    }

    @Override
    public void destroy() {
        // nothing to let go of
    }
}
