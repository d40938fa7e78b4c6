package org.telemed.emulator.wire;

/** The one Twilio account that the emulator knows, with its secrets. */
public record Account(String accountSid, String apiKeySid, String apiKeySecret, String authToken) {

    /** Whether these are the API key with its secret, or the account with its auth token. */
    public boolean accepts(String user, String password) {
        return (user.equals(apiKeySid) && password.equals(apiKeySecret))
                || (user.equals(accountSid) && password.equals(authToken));
    }

    @Override
    public String toString() {
        return "Account[accountSid=" + accountSid + ", apiKeySid=" + apiKeySid + ", secrets redacted]";
    }
}
