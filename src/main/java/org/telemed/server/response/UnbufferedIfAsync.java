package org.telemed.server.response;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A request whose answer is buffered no more once a servlet starts to write it asynchronously, such as a stream of events. */
final class UnbufferedIfAsync extends HttpServletRequestWrapper {

    private final ResponseBodyStream body;

    UnbufferedIfAsync(HttpServletRequest request, ResponseBodyStream body) {
        super(request);
        this.body = body;
    }

    @Override
    public AsyncContext startAsync() {
        passThrough();
        return super.startAsync();
    }

    @Override
    public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
        passThrough();
        return super.startAsync(request, response);
    }

    private void passThrough() {
        try {
            body.passThrough();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
