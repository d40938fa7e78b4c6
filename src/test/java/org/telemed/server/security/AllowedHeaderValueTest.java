package org.telemed.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.security.web.firewall.StrictHttpFirewall;

class AllowedHeaderValueTest {

    @Test
    void decides_as_the_firewall_does_for_every_character() {
        AllowedHeaderValue rule = new AllowedHeaderValue();

        for (char c = 0; c < Character.MAX_VALUE; c++) {
            String value = "Bearer " + c + "x";
            assertThat(rule.test(value))
                    .as("U+%04X", (int) c)
                    .isEqualTo(StrictHttpFirewall.ALLOWED_HEADER_VALUES.test(value));
        }
    }
}
