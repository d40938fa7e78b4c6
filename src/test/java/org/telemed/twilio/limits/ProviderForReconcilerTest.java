package org.telemed.twilio.limits;

import org.telemed.core.video.VideoProvider;

class ProviderForReconcilerTest extends VideoProviderFactoryContract {
    @Override
    VideoProvider view(VideoProviderFactory account) {
        return account.forReconciler();
    }
}
