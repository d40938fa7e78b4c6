package org.telemed.emulator.room;

/** Refuses a call with one of Twilio's errors. */
public final class TwilioException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final TwilioError error;

    public TwilioException(TwilioError error) {
        this(error, error.message());
    }

    /** With a message of its own, where Twilio's names what was asked. */
    public TwilioException(TwilioError error, String message) {
        super(message, null, false, false);
        this.error = error;
    }

    public TwilioError error() {
        return error;
    }

    @Override
    public String getMessage() {
        String message = super.getMessage();
        return message == null ? error.message() : message;
    }
}
