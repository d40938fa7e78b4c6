package org.telemed.plugin.settings;

import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.telemed.plugin.issuer.TrustedIssuer;

/**
 * The settings below {@code telemed}.
 *
 * @param enabled whether the plugin does anything at all
 * @param publicUrl where the outside world, the video vendor included, reaches this deployment, such as
 *     https://fhir.example.org; marks a room as ours
 * @param formerPublicUrls where this deployment used to be reached; rooms from then are still ours
 * @param fhirBaseUrl the FHIR base on which an absolute reference is local; by default public-url and /fhir
 * @param vendor the name of the video vendor that opens the rooms
 * @param rooms how rooms are opened
 * @param tokens how access tokens are made
 * @param join when participants may join
 * @param zone the time zone in which a date without time begins and ends
 * @param limits what is too much
 * @param sweep how often all rooms are gone over
 * @param security who a caller is and what outsiders learn
 * @param zapehrApi the ZapEHR-compatible HTTP API at {@code /v1}
 * @param fhirConfig the definitions of our operations, extensions and codes
 * @param audit what is recorded of tokens, rooms and records
 * @param waitingRoom who waits until they are admitted
 * @param guests people who come by a link, without a login
 */
@ConfigurationProperties("telemed")
public record TelemedProperties(
        @DefaultValue("true") boolean enabled,
        @Nullable URI publicUrl,
        @DefaultValue List<URI> formerPublicUrls,
        @Nullable URI fhirBaseUrl,
        @DefaultValue("twilio") String vendor,
        @DefaultValue Rooms rooms,
        @DefaultValue Tokens tokens,
        @DefaultValue Join join,
        @DefaultValue("UTC") ZoneId zone,
        @DefaultValue Limits limits,
        @DefaultValue Sweep sweep,
        @DefaultValue Security security,
        @DefaultValue ZapehrApi zapehrApi,
        @DefaultValue FhirConfig fhirConfig,
        @DefaultValue Audit audit,
        @DefaultValue WaitingRoom waitingRoom,
        @DefaultValue Guests guests) {

    /** The FHIR base on which an absolute reference is local, without a slash at its end. */
    public String fhirBase() {
        return fhirBaseUrl == null ? publicBase() + "/fhir" : withoutSlash(fhirBaseUrl);
    }

    /**
     * The public URL, without a slash at its end.
     *
     * @throws NullPointerException if it is not set
     */
    public String publicBase() {
        return withoutSlash(Objects.requireNonNull(publicUrl, "telemed.public-url"));
    }

    private static String withoutSlash(URI url) {
        return url.toString().replaceFirst("/+$", "");
    }

    /**
     * How rooms are opened.
     *
     * @param maxParticipants how many may be in a room at once, 1 to 50
     * @param unusedTimeout how long a room lives if nobody ever joins, 1 to 60 minutes
     * @param emptyTimeout how long a room lives after the last person left, 1 to 60 minutes
     * @param maxParticipantDuration how long one person may stay, 10 minutes to 24 hours
     * @param mediaRegion the vendor's media region; by default the account's
     * @param namePrefix comes before the Encounter's id in the room's name, joined by "_", which it may not hold itself
     * @param record whether the vendor records everyone on connecting
     */
    public record Rooms(
            @DefaultValue("50") int maxParticipants,
            @DefaultValue("60m") Duration unusedTimeout,
            @DefaultValue("60m") Duration emptyTimeout,
            @DefaultValue("4h") Duration maxParticipantDuration,
            @Nullable String mediaRegion,
            @DefaultValue("") String namePrefix,
            @DefaultValue("false") boolean record) {}

    /**
     * How access tokens are made.
     *
     * @param ttl how long an access token lets its holder in, at most 24 hours
     */
    public record Tokens(@DefaultValue("1h") Duration ttl) {}

    /**
     * When participants may join.
     *
     * @param early how long before the start of a planned visit, or of their own period, participants may join
     */
    public record Join(@DefaultValue("15m") Duration early) {}

    /**
     * What is too much.
     *
     * @param body the largest body that an operation takes
     * @param requestsPerMinute how many requests to the operations one caller may send in a minute, a sixth of them at
     *     once; 0 for no limit
     * @param streams how many streams of {@code $telemed-status} may be open on this server; 0 for none
     * @param streamsPerCaller how many of them one caller may have open
     */
    public record Limits(
            @DefaultValue("1MB") DataSize body,
            @DefaultValue("6000") int requestsPerMinute,
            @DefaultValue("2000") int streams,
            @DefaultValue("20") int streamsPerCaller) {}

    /**
     * How often all rooms are gone over.
     *
     * @param interval from the end of one sweep to the start of the next, give or take a tenth
     * @param enabled whether this node sweeps
     * @param dryRun whether a sweep only counts what it would put right
     */
    public record Sweep(
            @DefaultValue("60s") Duration interval,
            @DefaultValue("true") boolean enabled,
            @DefaultValue("false") boolean dryRun) {}

    /**
     * Who a caller is and what outsiders learn.
     *
     * @param issuerUri whose access tokens count, in a host where nobody else checks them; as their claim iss says it
     * @param jwkSetUri where that issuer's public keys are; by default where its OpenID metadata says
     * @param audience for whom those access tokens must be made: their claim aud has one of these
     * @param profileClaims the claims of an access token that may hold the caller's profile; the first present one counts
     * @param hideExistence whether an Encounter is as good as unknown to whoever takes no part in it
     */
    public record Security(
            @Nullable URI issuerUri,
            @Nullable URI jwkSetUri,
            @DefaultValue Set<String> audience,
            @DefaultValue("fhirUser") List<String> profileClaims,
            @DefaultValue("false") boolean hideExistence) {

        /**
         * Whose access tokens count; empty if that is not set.
         *
         * @throws IllegalArgumentException if it is half set or wrong
         */
        public Optional<TrustedIssuer> trustedIssuer() {
            return issuerUri == null && jwkSetUri == null && audience.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new TrustedIssuer(
                            Optional.ofNullable(issuerUri), Optional.ofNullable(jwkSetUri), audience));
        }
    }

    /**
     * The ZapEHR-compatible HTTP API at {@code /v1}.
     *
     * @param enabled whether {@code /v1/telemed/room}, {@code /v1/telemed/token} and {@code /v1/user/me} are served
     */
    public record ZapehrApi(@DefaultValue("false") boolean enabled) {}

    /**
     * The definitions of our operations, extensions and codes.
     *
     * @param load whether they are stored in this server's repository after each start, if they are not there as they are
     */
    public record FhirConfig(@DefaultValue("false") boolean load) {}

    /**
     * What is recorded of tokens, rooms and records.
     *
     * @param enabled whether each token, each refusal and what happens to rooms is recorded
     * @param balp whether each read and write of records is recorded too, as IHE BALP says
     * @param queueSize the most entries of the audit trail that wait in memory to be stored, 1 to 100000
     * @param spillDirectory where entries are held that cannot be stored now; each server needs one of its own. Empty for
     *     nowhere
     * @param spillSize the largest size of each file there
     */
    public record Audit(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("false") boolean balp,
            @DefaultValue("10000") int queueSize,
            @DefaultValue("") String spillDirectory,
            @DefaultValue("64MB") DataSize spillSize) {}

    /**
     * Who waits until they are admitted.
     *
     * @param enabled whether visits that do not say otherwise have a waiting room
     * @param moderators the types of the callers' own resources by which a participant never waits and admits the others
     */
    public record WaitingRoom(
            @DefaultValue("false") boolean enabled,

            @DefaultValue({"Practitioner", "PractitionerRole"})
            Set<String> moderators) {}

    /**
     * People who come by a link, without a login.
     *
     * @param enabled whether they may be invited
     */
    public record Guests(@DefaultValue("false") boolean enabled) {}
}
