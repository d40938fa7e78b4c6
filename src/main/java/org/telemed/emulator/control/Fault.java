package org.telemed.emulator.control;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.telemed.emulator.rest.ErrorJson;
import org.telemed.emulator.wire.Answer;
import org.telemed.emulator.wire.Call;

/**
 * A rule that makes calls go wrong.
 *
 * @param match method and path prefix; {@code *} stands for anything, a {@code $} at the end for the end of the path
 * @param skip how many matching calls go well first
 * @param times how often; absent: until it is deleted
 * @param latency comes before everything else
 * @param pageSize the most that a page of a list holds, whatever was asked for; absent: as asked
 * @param after whether the call is carried out before it goes wrong, so that only its answer is lost
 */
public record Fault(
        String match,
        int skip,
        @Nullable Integer times,
        Duration latency,
        @Nullable Integer status,
        boolean html,
        boolean reset,
        boolean hang,
        @Nullable Integer pageSize,
        boolean after) {

    private static final Map<Integer, String> REASONS = Map.of(
            400, "Bad Request",
            403, "Forbidden",
            429, "Too Many Requests",
            500, "Internal Server Error",
            502, "Bad Gateway",
            503, "Service Unavailable",
            504, "Gateway Timeout");

    /** Whether {@code match} fits "METHOD /path"; in time that grows with their lengths only. */
    boolean fits(String subject) {
        boolean toTheEnd = match.endsWith("$");
        String glob = toTheEnd ? match.substring(0, match.length() - 1) : match;
        String[] literals = glob.split("\\*", -1);
        if (!subject.startsWith(literals[0])) {
            return false;
        }
        int at = literals[0].length();
        for (int i = 1; i < literals.length - 1; i++) {
            int found = subject.indexOf(literals[i], at);
            if (found < 0) {
                return false;
            }
            at = found + literals[i].length();
        }
        String last = literals[literals.length - 1];
        if (literals.length == 1) {
            return !toTheEnd || at == subject.length();
        }
        return toTheEnd
                ? subject.length() - last.length() >= at && subject.endsWith(last)
                : subject.indexOf(last, at) >= 0;
    }

    /** The answer that the fault gives in place of the true one; empty if it only takes time. */
    Optional<Answer> refusal() {
        if (status == null && !html) {
            return Optional.empty();
        }
        int code = status == null ? 502 : status;
        String reason = REASONS.getOrDefault(code, "Status " + code);
        Answer answer = html ? Answer.html(code, reason) : ErrorJson.of(20_000 + code, code, reason);
        return Optional.of(code == 429 ? answer.withHeader("Retry-After", "1") : answer);
    }

    /** The call as it is answered. */
    Call heard(Call call) {
        return pageSize == null ? call : call.asking("PageSize", String.valueOf(pageSize));
    }

    static String subject(Call call) {
        return call.method() + " " + call.path();
    }
}
