package org.telemed.server.web;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which web pages may call the server from a browser.
 *
 * @param allowedOrigins the origins of those pages, such as https://app.example.org; none by default
 */
@ConfigurationProperties("telemed.cors")
public record CorsSettings(@DefaultValue List<String> allowedOrigins) {}
