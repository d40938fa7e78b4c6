package org.telemed.hosts;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Access tokens that were signed within the last half minute, by key and claims. In the test's JVM, which has no C2, a signature
 * takes longer than the request that it is for.
 */
public final class TokenCache {
    private static final Duration KEPT = Duration.ofSeconds(30);
    private static final int MOST = 1_000;

    private record Signed(String token, Instant at) {}

    private final Map<List<Object>, Signed> tokens = new ConcurrentHashMap<>();

    /**
     * The token for these claims, a new one if there is none of the last half minute.
     *
     * @param now the issuer's time, which tests may move either way
     */
    public String get(Object key, Map<String, Object> claims, Instant now, Supplier<String> sign) {
        if (tokens.size() > MOST) {
            tokens.clear();
        }
        return tokens.compute(
                        List.of(key, new HashMap<>(claims)),
                        (same, known) -> isUsable(known, now) ? known : new Signed(sign.get(), now))
                .token();
    }

    private static boolean isUsable(Signed known, Instant now) {
        return known != null
                && !now.isBefore(known.at())
                && now.isBefore(known.at().plus(KEPT));
    }
}
