package org.telemed.browser;

import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Photographs every window when a test fails, and says what each page reads. */
final class PhotographFailures implements AfterTestExecutionCallback {

    /** A test with browsers. */
    interface WithChromium {
        Chromium chromium();
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        if (context.getExecutionException().isPresent()) {
            WithChromium test = (WithChromium) context.getRequiredTestInstance();
            test.chromium()
                    .photographAll("failed-" + context.getRequiredTestMethod().getName());
        }
    }
}
