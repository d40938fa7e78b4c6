package org.telemed.hosts.subscriptions;

import ca.uhn.fhir.jpa.model.config.SubscriptionSettings;
import ca.uhn.fhir.jpa.subscription.match.config.SubscriptionProcessorConfig;
import ca.uhn.fhir.jpa.subscription.match.deliver.email.IEmailSender;
import ca.uhn.fhir.jpa.subscription.submit.config.SubscriptionSubmitterConfig;
import ca.uhn.fhir.jpa.topic.SubscriptionTopicConfig;
import org.hl7.fhir.dstu2.model.Subscription.SubscriptionChannelType;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.telemed.hosts.starter.StarterApplication;

/** HAPI's starter with {@code subscription.resthook_enabled}: the configurations that it imports then, and rest-hooks. */
@Configuration
@Import({
    StarterApplication.class,
    SubscriptionSubmitterConfig.class,
    SubscriptionProcessorConfig.class,
    SubscriptionTopicConfig.class
})
public class SubscriptionsApplication {

    @Bean
    static BeanPostProcessor restHooks() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                if (bean instanceof SubscriptionSettings settings) {
                    settings.addSupportedSubscriptionType(SubscriptionChannelType.RESTHOOK);
                }
                return bean;
            }
        };
    }

    @Bean
    public IEmailSender emailSender() {
        return details -> {
            throw new UnsupportedOperationException("nobody subscribes by e-mail here");
        };
    }
}
