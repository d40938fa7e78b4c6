package org.telemed.server.demo.issuer;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.telemed.server.smart.SmartScopes;

/** The scopes that a user grants an app by signing in: of those that it asks for, the ones that the user has. */
final class UserScopes {

    static final String OPENID = "openid";
    static final String PROFILE = "profile";
    static final String FHIR_USER = "fhirUser";
    static final String LAUNCH_PATIENT = "launch/patient";

    /** Those about who the user is. */
    static final List<String> IDENTITY = List.of(OPENID, FHIR_USER, PROFILE, LAUNCH_PATIENT);

    private UserScopes() {}

    static Set<String> granted(DemoClient user, Set<String> requested) {
        Set<String> granted =
                new HashSet<>(SmartScopes.of(Set.of(user.scope())).intersection(SmartScopes.of(requested)));
        IDENTITY.stream()
                .filter(requested::contains)
                .filter(scope -> isOpenTo(user, scope))
                .forEach(granted::add);
        return granted;
    }

    /** A user who is no Patient would have to choose one, and the demo has no page for that. */
    private static boolean isOpenTo(DemoClient user, String identityScope) {
        return switch (identityScope) {
            case FHIR_USER -> user.profile().isPresent();
            case LAUNCH_PATIENT -> user.patient().isPresent();
            default -> true;
        };
    }
}
