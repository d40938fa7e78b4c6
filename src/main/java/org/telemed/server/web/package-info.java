/** Servlet filters and Tomcat settings: body limits, CORS and error responses. */
@NullMarked
package org.telemed.server.web;

import org.jspecify.annotations.NullMarked;
