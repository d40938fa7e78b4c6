package org.telemed.fhir.status;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.util.ParametersUtil;
import org.hl7.fhir.instance.model.api.IBaseParameters;
import org.telemed.core.video.VideoToken;

/** Writes the answer of {@code $telemed-token} as Parameters. */
public final class TokenWriter {
    private final FhirContext context;

    public TokenWriter(FhirContext context) {
        this.context = context;
    }

    public IBaseParameters write(VideoToken token) {
        IBaseParameters answer = ParametersUtil.newInstance(context);
        ParametersUtil.addParameterToParametersString(context, answer, "token", token.jwt());
        ParametersUtil.addParameterToParametersString(
                context, answer, "room", token.room().value());
        ParametersUtil.addParameterToParametersString(context, answer, "identity", token.identity());
        ParametersUtil.addParameterToParameters(
                context, answer, "expires", "instant", token.expires().toString());
        return answer;
    }
}
