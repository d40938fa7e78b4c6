package org.telemed.plugin.lifecycle;

import ca.uhn.fhir.context.FhirContext;
import java.util.Optional;
import org.telemed.core.video.VideoProvider;
import org.telemed.hapi.error.ErrorTranslation;
import org.telemed.hapi.operation.OperationHandler;
import org.telemed.hapi.operation.TelemedOperationProvider;

/**
 * Telemedicine as it was set up for one host: either ready, or refusing with a sentence that says what to set.
 *
 * @param operations what callers are served by
 * @param provider the vendor, if it was set up
 * @param care keeps rooms in step with their Encounters, if the vendor was set up
 * @param problem what is missing or wrong, if anything
 */
public record TelemedPlugin(
        TelemedOperationProvider operations,
        Optional<VideoProvider> provider,
        Optional<RoomReconciliation> care,
        Optional<String> problem) {

    public static TelemedPlugin ready(
            TelemedOperationProvider operations, VideoProvider provider, RoomReconciliation care) {
        return new TelemedPlugin(operations, Optional.of(provider), Optional.of(care), Optional.empty());
    }

    public static TelemedPlugin notConfigured(String problem, FhirContext context) {
        String sentence = "Telemed is not configured. Ask the operator to set: " + problem;
        return new TelemedPlugin(
                new TelemedOperationProvider(
                        OperationHandler.notConfigured(sentence),
                        OperationHandler.notConfigured(sentence),
                        OperationHandler.notConfigured(sentence),
                        new ErrorTranslation(context)),
                Optional.empty(),
                Optional.empty(),
                Optional.of(problem));
    }
}
