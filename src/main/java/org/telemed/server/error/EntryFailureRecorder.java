package org.telemed.server.error;

import ca.uhn.fhir.jpa.dao.ITransactionProcessorVersionAdapter;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.hl7.fhir.instance.model.api.IBase;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.telemed.fhir.outcome.BundleResponse;

/**
 * Attaches the exception of each failed batch entry to its response entry, because HAPI's message and status there do
 * not distinguish a failed database from bad input.
 */
public final class EntryFailureRecorder implements BeanPostProcessor {

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof ITransactionProcessorVersionAdapter<?, ?> adapter
                ? Proxy.newProxyInstance(
                        ITransactionProcessorVersionAdapter.class.getClassLoader(),
                        new Class<?>[] {ITransactionProcessorVersionAdapter.class},
                        new Keeping(adapter))
                : bean;
    }

    private record Keeping(ITransactionProcessorVersionAdapter<?, ?> adapter) implements InvocationHandler {

        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
            if (method.getName().equals("populateEntryWithOperationOutcome")) {
                BundleResponse.keepFailure((IBase) arguments[1], (BaseServerResponseException) arguments[0]);
            }
            try {
                return method.invoke(adapter, arguments);
            } catch (InvocationTargetException failed) {
                throw failed.getCause() == null ? failed : failed.getCause();
            }
        }
    }
}
