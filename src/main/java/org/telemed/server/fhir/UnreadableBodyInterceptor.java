package org.telemed.server.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.method.ResourceParameter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.hapi.ErrorTranslation;

/** Answers 400, not 500, where HAPI's parser fails on a body by an exception that it does not expect. */
@Interceptor
public final class UnreadableBodyInterceptor {

    /** The method of HAPI's that makes a method's parameter of a request's body or query. */
    private static final String READS_REQUEST = "translateQueryParametersIntoServerArgument";

    private final ErrorTranslation errors;

    UnreadableBodyInterceptor(FhirContext context) {
        this.errors = new ErrorTranslation(context);
    }

    /** Leaves everything else to HAPI. */
    @Hook(value = Pointcut.SERVER_PRE_PROCESS_OUTGOING_EXCEPTION, order = -100)
    public @Nullable BaseServerResponseException asBadRequest(Throwable thrown) {
        if (thrown instanceof BaseServerResponseException known && known.getStatusCode() < 500) {
            return null;
        }
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof StackOverflowError) {
                return badRequest("The request nests something too deeply.");
            }
            if (happenedInParser(cause)) {
                return badRequest(
                        "The body is no FHIR resource that this server can read. Check the types of its elements.");
            }
        }
        return null;
    }

    private static boolean happenedInParser(Throwable thrown) {
        return Arrays.stream(thrown.getStackTrace())
                .anyMatch(frame -> frame.getMethodName().equals(READS_REQUEST)
                        || frame.getClassName().equals(ResourceParameter.class.getName()));
    }

    private BaseServerResponseException badRequest(String sentence) {
        return errors.toHttp(TelemedException.because(Reason.BAD_REQUEST, sentence));
    }
}
