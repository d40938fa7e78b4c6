package org.telemed.server.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How much a client may send.
 *
 * @param body the largest request body, measured after unpacking
 */
@ConfigurationProperties("telemed.limits")
public record LimitSettings(@DefaultValue("1MB") DataSize body) {}
