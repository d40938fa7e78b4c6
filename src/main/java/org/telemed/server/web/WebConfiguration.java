package org.telemed.server.web;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;
import org.telemed.core.error.Reason;
import org.telemed.fhir.body.BodyCheck;
import org.telemed.hapi.guest.GuestApi;
import org.telemed.hapi.http.BodyReader;
import org.telemed.hapi.http.CallerPermits;
import org.telemed.plugin.settings.TelemedProperties;
import org.telemed.server.fhir.FhirEndpointConfiguration;
import org.telemed.server.start.StartCheck;
import org.telemed.zapehr.V1Headers;

/** Registers the servlet filters and error responses. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CorsSettings.class)
@Import({ErrorResponseController.class, TomcatConfiguration.class, TomcatErrorResponses.class})
public class WebConfiguration {

    @Bean
    static StartCheck corsOrigins() {
        return CorsSettings.startCheck();
    }

    @Bean
    ErrorResponseWriter refusalWriter(ObjectMapper json) {
        return new ErrorResponseWriter(json);
    }

    /** Before everything, so that refusals have an id too. */
    @Bean
    FilterRegistrationBean<RequestIdFilter> requestIds() {
        var filter = new FilterRegistrationBean<>(new RequestIdFilter());
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    /** After the one for ids, before authentication and everything else that decodes a URL. */
    @Bean
    FilterRegistrationBean<MalformedRequestFilter> malformedRequests(ErrorResponseWriter refusals) {
        var filter = new FilterRegistrationBean<>(new MalformedRequestFilter(refusals));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        return filter;
    }

    /** What Spring Security's firewall refuses; it also sees what the container sends to its error page, a TRACE for example. */
    @Bean
    RequestRejectedHandler firewallAnswers(ErrorResponseWriter refusals) {
        return (request, response, rejected) -> {
            if (MalformedRequestFilter.isKnownMethod(request)) {
                refusals.write(
                        ErrorResponse.of(Reason.BAD_REQUEST, MalformedRequestFilter.PLAIN_PATH), request, response);
            } else {
                MalformedRequestFilter.refuseMethod(refusals, request, response);
            }
        };
    }

    /** After authentication (which stands at -100): a stranger's body is not even read. */
    @Bean
    FilterRegistrationBean<BodyLimitFilter> bodyLimit(
            TelemedProperties settings, CallerPermits permits, ErrorResponseWriter refusals) {
        BodyReader bodies =
                new BodyReader(Math.toIntExact(settings.limits().body().toBytes()), permits);
        var filter = new FilterRegistrationBean<>(new BodyLimitFilter(bodies, refusals));
        filter.addUrlPatterns(FhirEndpointConfiguration.PATH + "/*", "/v1/*");
        filter.setOrder(0);
        return filter;
    }

    /** Before scopes: what cannot be parsed safely is not parsed to find out who may send it. */
    @Bean
    FilterRegistrationBean<BodyContentFilter> bodyContent(
            ObjectProvider<FhirContext> fhir, TelemedProperties settings, ErrorResponseWriter refusals) {
        var checks = SingletonSupplier.of(
                () -> new BodyCheck(fhir.getObject(), settings.limits().body().toBytes()));
        var filter = new FilterRegistrationBean<>(new BodyContentFilter(checks, refusals));
        filter.addUrlPatterns(FhirEndpointConfiguration.PATH + "/*");
        filter.setOrder(1);
        return filter;
    }

    /** Spring Security looks for a filter of this name and puts it into its chain. */
    @Bean
    CorsFilter corsFilter(CorsConfigurationSource corsConfigurationSource, ErrorResponseWriter refusals) {
        CorsFilter filter = new CorsFilter(corsConfigurationSource);
        filter.setCorsProcessor(new ErrorResponseCorsProcessor(refusals));
        return filter;
    }

    /** There, and nowhere else. */
    @Bean
    FilterRegistrationBean<CorsFilter> corsFilterInSecurityOnly(CorsFilter corsFilter) {
        var filter = new FilterRegistrationBean<>(corsFilter);
        filter.setEnabled(false);
        return filter;
    }

    @Bean
    CorsConfigurationSource corsConfigurationSource(CorsSettings settings) {
        var source = new UrlBasedCorsConfigurationSource();
        if (!settings.allowedOrigins().isEmpty()) {
            source.registerCorsConfiguration("/**", cors(settings.allowedOrigins()));
        }
        // The cookie of a guest is for this server's own page
        return request -> isOfGuests(request) ? null : source.getCorsConfiguration(request);
    }

    static boolean isOfGuests(HttpServletRequest request) {
        return request.getRequestURI()
                .substring(request.getContextPath().length())
                .startsWith(GuestApi.PATH + "/");
    }

    private static CorsConfiguration cors(List<String> origins) {
        CorsConfiguration cors = new CorsConfiguration();
        cors.setAllowedOrigins(origins);
        cors.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"));
        cors.setAllowedHeaders(
                Stream.concat(fhirHeaders(), V1Headers.all().stream()).toList());
        cors.setExposedHeaders(List.of(
                HttpHeaders.LOCATION,
                HttpHeaders.CONTENT_LOCATION,
                HttpHeaders.ETAG,
                HttpHeaders.LAST_MODIFIED,
                HttpHeaders.RETRY_AFTER,
                HttpHeaders.ALLOW,
                RequestIdFilter.HEADER,
                HttpHeaders.WWW_AUTHENTICATE));
        return cors;
    }

    private static Stream<String> fhirHeaders() {
        return Stream.of(
                HttpHeaders.AUTHORIZATION,
                HttpHeaders.CONTENT_TYPE,
                HttpHeaders.ACCEPT,
                HttpHeaders.IF_MATCH,
                HttpHeaders.IF_NONE_MATCH,
                "If-None-Exist",
                "Prefer",
                "Idempotency-Key",
                RequestIdFilter.HEADER,
                "traceparent");
    }
}
