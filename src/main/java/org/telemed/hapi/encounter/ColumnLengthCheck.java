package org.telemed.hapi.encounter;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseCoding;
import org.hl7.fhir.instance.model.api.IBaseElement;
import org.hl7.fhir.instance.model.api.IBaseMetaType;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IPrimitiveType;
import org.jspecify.annotations.Nullable;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;

/**
 * Refuses values that are longer than the columns of HAPI's tables: tags, security labels, profiles and a source, which
 * HAPI silently drops or cuts, and the unit of {@code Encounter.length}, on which the write fails.
 *
 * @see ca.uhn.fhir.jpa.model.entity.TagDefinition
 * @see ca.uhn.fhir.jpa.model.entity.ResourceIndexedSearchParamQuantity
 */
public final class ColumnLengthCheck {
    private static final int LONGEST = 200;
    private static final int LONGEST_VERSION = 30;
    private static final int LONGEST_SOURCE = 768;

    private final FhirContext context;
    private final JpaStorageSettings settings;

    public ColumnLengthCheck(FhirContext context, JpaStorageSettings settings) {
        this.context = context;
        this.settings = settings;
    }

    /**
     * Refuses the first value that is too long, and a label without a code.
     *
     * @throws TelemedException INVALID_ENCOUNTER naming the element
     */
    public void require(IBaseResource resource) {
        if (resource.fhirType().equals("Encounter")) {
            requireText(resource, "length.system");
            requireText(resource, "length.code");
        }
        if (resource.getMeta() != null) {
            requireMeta(resource, resource.getMeta());
        }
    }

    private void requireText(IBaseResource resource, String path) {
        requireLength(context.newTerser().getSinglePrimitiveValueOrNull(resource, path), LONGEST, "Encounter." + path);
    }

    private void requireMeta(IBaseResource resource, IBaseMetaType meta) {
        String place = resource.fhirType() + ".meta.";
        if (settings.getTagStorageMode() != JpaStorageSettings.TagStorageModeEnum.INLINE) {
            requireCodings(meta.getTag(), place + "tag");
            requireCodings(meta.getSecurity(), place + "security");
            int index = 0;
            for (IPrimitiveType<String> profile : meta.getProfile()) {
                requireLength(profile.getValueAsString(), LONGEST, place + "profile[" + index++ + "]");
            }
        }
        String source = context.newTerser().getSinglePrimitiveValueOrNull(resource, "meta.source");
        if (source != null) { // what follows the "#" is a request id, which HAPI replaces
            requireLength(source.replaceFirst("#.*", ""), LONGEST_SOURCE, place + "source");
        }
    }

    private void requireCodings(List<? extends IBaseCoding> codings, String path) {
        for (int i = 0; i < codings.size(); i++) {
            IBaseCoding coding = codings.get(i);
            String place = path + "[" + i + "]";
            if (coding.getCode() == null || coding.getCode().isBlank()) {
                throw TelemedException.because(
                        Reason.INVALID_ENCOUNTER, place + ".code is missing, and without it the label would be lost.");
            }
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

    /**
     * Whether HAPI may store the meta element other than as sent: it stores each tag once, with the display that it had
     * first.
     */
    static boolean mayChange(IBaseResource sent) {
        IBaseMetaType meta = sent.getMeta();
        return meta != null
                && (!meta.getTag().isEmpty()
                        || !meta.getSecurity().isEmpty()
                        || (meta instanceof IBaseElement element && element.getId() != null));
    }
}
