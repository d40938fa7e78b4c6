package org.telemed.plugin.wiring;

import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.time.Clock;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.hapi.guest.GuestApi;
import org.telemed.hapi.guest.GuestLimits;
import org.telemed.hapi.guest.GuestServices;
import org.telemed.plugin.lifecycle.TelemedPlugin;
import org.telemed.plugin.settings.ComponentSettings;
import org.telemed.plugin.settings.ConditionalOnSetting;
import org.telemed.plugin.settings.SettingsCheck;
import org.telemed.plugin.settings.VideoVendors;

/** Registers the servlets of guests, if there are any. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnSetting("telemed.guests.enabled")
class GuestApiConfiguration {
    /** Servlets are created first, so these resolve the plugin at the first request. */
    @Bean
    ServletContextInitializer telemedGuestApi(
            Environment environment,
            VideoVendors telemedVendors,
            ObjectProvider<TelemedPlugin> telemed,
            Clock telemedClock) {
        return host -> {
            GuestApi.servlets(() -> services(telemed.getObject()), limits(environment, telemedVendors), telemedClock)
                    .forEach((path, servlet) -> register(host, path, servlet));
        };
    }

    private static void register(ServletContext host, String path, Servlet servlet) {
        ServletRegistration.Dynamic registration = host.addServlet("telemed " + path, servlet);
        registration.setAsyncSupported(true);
        registration.addMapping(path);
    }

    private static GuestLimits limits(Environment environment, VideoVendors vendors) {
        if (SettingsCheck.problem(environment, vendors).isPresent()) {
            return new GuestLimits(Optional.empty(), Optional.empty()); // nothing is served then
        }
        ComponentSettings settings = new ComponentSettings(SettingsCheck.properties(environment));
        return new GuestLimits(settings.guestFailures(), settings.rateLimit());
    }

    private static GuestServices services(TelemedPlugin telemed) {
        return telemed.guests()
                .orElseThrow(() -> TelemedException.because(
                        Reason.NOT_CONFIGURED,
                        "Telemed is not configured. Ask the operator of this server to look at its log."));
    }
}
