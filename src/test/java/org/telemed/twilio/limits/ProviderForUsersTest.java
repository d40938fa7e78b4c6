package org.telemed.twilio.limits;

import org.telemed.core.video.VideoProvider;

class ProviderForUsersTest extends VideoProviderFactoryContract {
    @Override
    VideoProvider view(VideoProviderFactory account) {
        return account.forUsers();
    }
}
