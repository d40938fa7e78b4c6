package org.telemed.emulator.wire;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Switches an HTTP request that was answered with status 101 to another protocol. */
@FunctionalInterface
public interface Upgrade {

    void upgrade(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException;
}
