package org.telemed.plugin.caller;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.beans.factory.ObjectProvider;
import org.telemed.core.caller.ClaimReader;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.setting.InvalidSetting;
import org.telemed.hapi.caller.CallerResolver;
import org.telemed.plugin.issuer.AccessTokenCallerResolver;
import org.telemed.plugin.issuer.AccessTokenCheck;

/**
 * Chooses how callers are resolved: by the host's own CallerResolver, by Spring Security, or by checking access tokens
 * here. Without any of them the operations answer 503.
 */
public final class CallerResolverSelector {
    private static final Logger LOG = LoggerFactory.getLogger(CallerResolverSelector.class);
    private static final String SPRING_SECURITY = "springSecurityFilterChain";
    private static final String WHAT_TO_SET = "telemed.security.issuer-uri and telemed.security.audience";

    private static final List<InvalidSetting> ISSUER = List.of(
            new InvalidSetting(
                    "telemed.security.issuer-uri",
                    "must be set to who issues access tokens",
                    "https://login.example.org/realms/clinic"),
            new InvalidSetting(
                    "telemed.security.audience",
                    "must be set to what the claim aud of access tokens for this server says",
                    "https://fhir.example.org/fhir"));

    private final ObjectProvider<CallerResolver> own;
    private final ObjectProvider<CallerResolverFactory> springSecurity;
    private final Supplier<Optional<AccessTokenCheck>> check;
    private final boolean hasSpringSecurity;

    public CallerResolverSelector(
            ObjectProvider<CallerResolver> own,
            ObjectProvider<CallerResolverFactory> springSecurity,
            Supplier<Optional<AccessTokenCheck>> check,
            BeanFactory beans) {
        this.own = own;
        this.springSecurity = springSecurity;
        this.check = check;
        this.hasSpringSecurity = springSecurity.getIfAvailable() != null && beans.containsBean(SPRING_SECURITY);
    }

    /**
     * The resolver of this host; those of Spring Security and of access tokens use this claim reader.
     *
     * @throws IllegalArgumentException if the settings about it are wrong
     */
    public CallerResolver reading(ClaimReader claims) {
        CallerResolver hosts = hosts();
        return hosts == null ? found(claims) : hosts;
    }

    private @Nullable CallerResolver hosts() {
        try {
            return own.getIfAvailable();
        } catch (NoUniqueBeanDefinitionException several) {
            throw new IllegalArgumentException("one CallerResolver bean, or one that is @Primary.", several);
        }
    }

    private CallerResolver found(ClaimReader claims) {
        Optional<CallerResolver> bySpringSecurity =
                Optional.ofNullable(springSecurity.getIfAvailable()).map(resolver -> resolver.with(claims));
        Optional<CallerResolver> ours = check.get().map(issuer -> new AccessTokenCallerResolver(issuer, claims));
        return request -> Stream.of(bySpringSecurity, ours)
                .flatMap(Optional::stream)
                .flatMap(candidate -> candidate.callerOf(request).stream())
                .findFirst()
                .or(() -> {
                    requireAnyWay(ours.isPresent());
                    return Optional.empty();
                });
    }

    private void requireAnyWay(boolean ours) {
        if (!ours && !hasSpringSecurity) {
            throw TelemedException.because(
                    Reason.NOT_CONFIGURED,
                    "Telemed cannot tell who is calling. Ask the operator to set " + WHAT_TO_SET + ".");
        }
    }

    /** What to set besides, where nobody else can tell who calls. */
    public List<InvalidSetting> missingSettings() {
        try {
            return hosts() != null || hasSpringSecurity || check.get().isPresent() ? List.of() : ISSUER;
        } catch (RuntimeException wrong) {
            return List.of(); // a wrong issuer is among what is wrong anyhow
        }
    }

    /** Logs at the start what the plugin checks and what it leaves to the host. */
    public void announce() {
        if (hosts() != null || hasSpringSecurity) {
            return;
        }
        if (check.get().isPresent()) {
            check.get().get().fetchKeysAhead(); // an issuer that cannot be used is in the log of the start
            LOG.warn(
                    "Telemed checks access tokens for its own operations alone. The FHIR API beside them is as open as this"
                            + " host leaves it: whoever can write an Encounter, a PractitionerRole or a Group can make themselves"
                            + " a participant. Put a login before it.");
        } else {
            LOG.error(
                    "Telemed cannot tell who is calling; its operations answer 503 until {} are set, or this host has"
                            + " Spring Security with access tokens, or a bean of type CallerResolver.",
                    WHAT_TO_SET);
        }
    }
}
