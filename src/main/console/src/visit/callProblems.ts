/** Why a call ended, or could not begin. */
export interface CallProblem {
  text: string;
  /** Whether trying again can help. */
  again: boolean;
}

/** Twilio's error codes that mean something to whoever is in a call. */
const TEXTS: Record<number, [string, boolean]> = {
  20103: ['This computer’s clock is wrong. Set it right, then join again.', true],
  20104: ['Your pass for this call has expired. Join again to get a new one.', true],
  53105: ['The call is full. Wait until somebody has left, then try again.', true],
  53106: ['The video room is gone. Join again to open it.', true],
  53112: ['The video room is gone. Join again to open it.', true],
  53118: ['The call was ended for everyone.', false],
  53205: ['You are in this call in another window.', true],
  53216: ['You have been in this call for as long as one person may. Join again to go on.', true],
  53000: ['The connection to the video service broke. Join again.', true],
  53001: ['The connection to the video service broke. Join again.', true],
  53002: ['The video service cannot be reached. Look at your network, then try again.', true],
  53204: ['The connection was away for too long. Join again.', true],
  53405: ['No picture or sound could be sent. Your network may block video calls.', true],
};

export const TOKEN_EXPIRED = 20104;

/** @param error what the SDK said; null where the server disconnected somebody */
export function callProblem(error: { code?: number } | null | undefined): CallProblem {
  if (!error) {
    return { text: 'You were taken out of the call.', again: false };
  }
  const known = TEXTS[error.code ?? 0];
  return known
    ? { text: known[0], again: known[1] }
    : { text: 'The call broke off. Join again.', again: true };
}
