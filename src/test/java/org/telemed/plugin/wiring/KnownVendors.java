package org.telemed.plugin.wiring;

import java.util.List;
import org.springframework.core.env.Environment;
import org.telemed.plugin.settings.VideoVendors;

/** The vendors of a host that brings none of its own. */
public final class KnownVendors {

    private KnownVendors() {}

    public static VideoVendors in(Environment environment) {
        return new VideoVendors(List.of(TwilioVendorConfiguration.telemedTwilio(environment)), environment);
    }
}
