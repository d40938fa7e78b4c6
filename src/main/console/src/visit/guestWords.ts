import { inWords, RefusedError } from '../api/errors';

/** Why a guest cannot see a visit, and what they can do. */
export interface InvitationRefusal {
  title: string;
  text: string;
  hint?: string;
  /** Whether trying again can help. */
  again: boolean;
}

/**
 * The server does not say which of several reasons it has: a stranger with a link shall learn nothing.
 *
 * @param wasPart whether the server has shown the visit to this window before
 */
export function invitationRefusal(error: unknown, wasPart: boolean): InvitationRefusal {
  switch (error instanceof RefusedError ? error.status : 0) {
    case 400:
    case 403:
    case 404:
    case 410:
      return wasPart
        ? {
            title: 'You are no longer part of this visit',
            text: 'The visit is over, or your invitation to it has ended.',
            hint: `If you think that this is a mistake, ask whoever invited you.`,
            again: false,
          }
        : {
            title: 'This invitation is not valid here',
            text: 'A link works for one person in one browser. It may have been opened in another browser, a newer link may have taken its place, or the visit is over.',
            hint: `If you have used it in another browser, go on there. Otherwise open your link once more, or ask whoever invited you for a new one.`,
            again: false,
          };
    case 429:
      return { title: 'Too many attempts', text: 'Wait a minute, then try again.', again: true };
    default:
      return { title: 'The visit cannot be opened now', text: inWords(error), again: true };
  }
}
