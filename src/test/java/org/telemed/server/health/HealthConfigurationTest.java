package org.telemed.server.health;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.actuate.health.DefaultHealthContributorRegistry;
import org.springframework.boot.actuate.health.HealthContributorRegistry;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.mock.env.MockEnvironment;
import org.telemed.core.video.InMemoryVideoVendor;
import org.telemed.plugin.lifecycle.TelemedPlugin;
import org.telemed.plugin.settings.VideoVendors;
import org.telemed.plugin.wiring.TwilioVendorConfiguration;

class HealthConfigurationTest {
    private final HealthContributorRegistry health = new DefaultHealthContributorRegistry();

    @ParameterizedTest
    @ValueSource(strings = {"twilio", "memory"})
    void the_chosen_vendor_is_in_health_by_its_name(String name) {
        MockEnvironment settings = new MockEnvironment().withProperty("telemed.vendor", name);
        VideoVendors vendors = new VideoVendors(
                List.of(TwilioVendorConfiguration.telemedTwilio(settings), new InMemoryVideoVendor("s3cret", true)),
                settings);
        TelemedPlugin plugin = TelemedPlugin.notConfigured("telemed.public-url", FhirContext.forR4Cached());

        new HealthConfiguration()
                .videoVendorHealth(health, vendors, plugin, Clock.systemUTC())
                .afterSingletonsInstantiated();

        assertThat(health).singleElement().satisfies(entry -> {
            assertThat(entry.getName()).isEqualTo(name);
            assertThat(((HealthIndicator) entry.getContributor()).health().getStatus())
                    .isEqualTo(Status.UNKNOWN);
        });
    }
}
