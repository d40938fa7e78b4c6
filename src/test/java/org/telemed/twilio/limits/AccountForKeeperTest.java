package org.telemed.twilio.limits;

import org.telemed.core.video.VideoProvider;

class AccountForKeeperTest extends SharedAccountContract {
    @Override
    VideoProvider view(SharedAccount account) {
        return account.forKeeper();
    }
}
