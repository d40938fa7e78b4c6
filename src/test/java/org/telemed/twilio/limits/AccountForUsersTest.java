package org.telemed.twilio.limits;

import org.telemed.core.video.VideoProvider;

class AccountForUsersTest extends SharedAccountContract {
    @Override
    VideoProvider view(SharedAccount account) {
        return account.forUsers();
    }
}
