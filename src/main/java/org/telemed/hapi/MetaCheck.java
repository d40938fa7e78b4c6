package org.telemed.hapi;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseCoding;
import org.hl7.fhir.instance.model.api.IBaseMetaType;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IPrimitiveType;
import org.jspecify.annotations.Nullable;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;

/**
 * Refuses tags, security labels, profiles and a source that are longer than HAPI's tables hold: it drops or cuts them without a
 * word.
 *
 * @see ca.uhn.fhir.jpa.model.entity.TagDefinition
 */
final class MetaCheck {
    private static final int LONGEST = 200;
    private static final int LONGEST_VERSION = 30;
    private static final int LONGEST_SOURCE = 768;

    private final FhirContext context;
    private final JpaStorageSettings settings;

    MetaCheck(FhirContext context, JpaStorageSettings settings) {
        this.context = context;
        this.settings = settings;
    }

    /** @throws TelemedException INVALID_ENCOUNTER naming the element */
    void require(IBaseResource resource) {
        IBaseMetaType meta = resource.getMeta();
        if (meta == null) {
            return;
        }
        if (settings.getTagStorageMode() != JpaStorageSettings.TagStorageModeEnum.INLINE) {
            requireCodings(meta.getTag(), "Encounter.meta.tag");
            requireCodings(meta.getSecurity(), "Encounter.meta.security");
            int index = 0;
            for (IPrimitiveType<String> profile : meta.getProfile()) {
                requireLength(profile.getValueAsString(), LONGEST, "Encounter.meta.profile[" + index++ + "]");
            }
        }
        String source = context.newTerser().getSinglePrimitiveValueOrNull(resource, "meta.source");
        if (source != null) { // what follows the "#" is a request id, which HAPI replaces
            requireLength(source.replaceFirst("#.*", ""), LONGEST_SOURCE, "Encounter.meta.source");
        }
    }

    private void requireCodings(List<? extends IBaseCoding> codings, String path) {
        for (int i = 0; i < codings.size(); i++) {
            IBaseCoding coding = codings.get(i);
            String place = path + "[" + i + "]";
            requireLength(coding.getSystem(), LONGEST, place + ".system");
            requireLength(coding.getCode(), LONGEST, place + ".code");
            requireLength(coding.getDisplay(), LONGEST, place + ".display");
            requireLength(coding.getVersion(), LONGEST_VERSION, place + ".version");
        }
    }

    private static void requireLength(@Nullable String value, int longest, String place) {
        if (value != null && value.length() > longest) {
            throw TelemedException.because(
                    Reason.INVALID_ENCOUNTER,
                    place + " is longer than the " + longest + " characters that this server keeps. Shorten it.");
        }
    }
}
