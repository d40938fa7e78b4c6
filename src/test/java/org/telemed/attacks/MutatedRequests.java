package org.telemed.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.telemed.acceptance.Acceptance;
import org.telemed.attacks.RawConnection.RawAnswer;

/**
 * Thousands of requests that were good before they were changed at random, in paths, headers, bodies and scopes, the same
 * in each run: 2,500 in each build, 5,000 with {@code -Pthorough}, more with {@code -Dmutated.requests=20000}.
 */
public interface MutatedRequests extends Acceptance {

    long SEED = 20261127;

    int REQUESTS = Integer.getInteger("mutated.requests", 2_500);

    Duration LONGEST = Duration.ofSeconds(5);

    /** A Java stack trace or an exception's name. */
    Pattern INSIDE = Pattern.compile(
            "\\tat [a-z]+\\.|\\b(java|javax|jakarta|org|com|ca)\\.[a-z0-9.]+\\.[A-Z][A-Za-z]+(Exception|Error)\\b");

    List<String> SCOPES = List.of(
            "user/*.cruds",
            "system/*.cruds",
            "user/Encounter.c",
            "user/Encounter.u",
            "user/Encounter.r",
            "user/Encounter.s",
            "user/Encounter.cu user/Patient.r",
            "patient/*.rs",
            "user/*.rs",
            "user/Encounter.write",
            "openid",
            "system/*.r",
            "user/Observation.cruds");

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    default void no_mutated_request_fails_the_server() throws IOException {
        List<RawRequest> good = new ValidRequests(host()).all();
        List<String> tokens =
                SCOPES.stream().map(scopes -> host().tokenWith(claims(scopes))).toList();
        RequestMutator mutator = new RequestMutator(SEED);
        Random random = new Random(SEED);
        List<String> failures = new ArrayList<>();
        try (RawConnection server = new RawConnection(host().http().root())) {
            for (int number = 0; number < REQUESTS; number++) {
                RawRequest bad = mutator.mutated(good.get(random.nextInt(good.size())));
                if (random.nextInt(4) == 0) {
                    bad = bad.header("Authorization", "Bearer " + tokens.get(random.nextInt(tokens.size())));
                }
                problem(server, bad).ifPresent(failures::add);
            }
        }
        assertThat(failures).as(failures.size() + " of " + REQUESTS).isEmpty();
    }

    private static Optional<String> problem(RawConnection server, RawRequest request) throws IOException {
        Instant start = Instant.now();
        RawAnswer answer;
        try {
            answer = server.send(request);
        } catch (IOException silent) {
            return Optional.of("no answer (" + silent + ") to " + request);
        }
        Duration took = Duration.between(start, Instant.now());
        if (answer.status() >= 500
                || took.compareTo(LONGEST) > 0
                || INSIDE.matcher(answer.body()).find()) {
            return Optional.of(answer.status() + " in " + took + ": "
                    + answer.body().substring(0, Math.min(400, answer.body().length())) + "\n   to " + request + "\n");
        }
        return Optional.empty();
    }

    private static Map<String, Object> claims(String scopes) {
        return Map.of("scope", List.of(scopes.split(" ")), "fhirUser", "Practitioner/adam-careful", "sub", "adam");
    }
}
