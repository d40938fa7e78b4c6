package org.telemed.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.LenientErrorHandler;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.telemed.fhir.encounter.VirtualServiceMapper;
import org.telemed.twilio.TwilioVideoAccount;
import org.telemed.twilio.http.TwilioSid;

/** The FHIR versions that every rule holds in. */
public enum FhirRelease {
    R4(FhirContext.forR4Cached()),
    R4B(FhirContext.forR4BCached()),
    R5(FhirContext.forR5Cached());

    private final FhirContext context;

    FhirRelease(FhirContext context) {
        this.context = context;
    }

    public FhirContext context() {
        return context;
    }

    /** Reads and writes Twilio's rooms. */
    public VirtualServiceMapper virtualServices() {
        return new VirtualServiceMapper(context, TwilioVideoAccount.CHANNEL_TYPE, TwilioSid::isRoom);
    }

    public boolean isR5() {
        return this == R5;
    }

    /** Parses as a JPA server reads what it stored: whatever it is, it goes in. */
    public IBaseResource parse(String json) {
        IParser parser = context.newJsonParser();
        parser.setParserErrorHandler(new LenientErrorHandler(false).disableAllErrors());
        return parser.parseResource(json);
    }

    public String encode(IBaseResource resource) {
        return context.newJsonParser().encodeResourceToString(resource);
    }
}
