package org.telemed.server.start;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.info.BuildProperties;

/** The version of this software: as Maven built it, or as the jar's manifest says. */
final class ProductVersion {
    private ProductVersion() {}

    static String of(@Nullable BuildProperties build) {
        return Optional.ofNullable(build)
                .map(BuildProperties::getVersion)
                .or(() -> Optional.ofNullable(ProductVersion.class.getPackage().getImplementationVersion()))
                .orElse("(version unknown)");
    }
}
