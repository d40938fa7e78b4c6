import type { ParticipantState } from './status';

/** What is known in a window when it is decided whether its user waits. */
export interface Circumstances {
  state: ParticipantState | undefined;
  moderator: boolean;
  /** Whether the page joins by itself when something opens that was not open yet. */
  byItself: boolean;
  /** Whether this window has been in the call. */
  wasIn: boolean;
  /** Whether the call ended, or did not begin, against the user's will. */
  wasRefused: boolean;
}

/**
 * Whether the user of a window waits, so that the page joins by itself once they may: whoever found the visit not open
 * yet, pressed "Enter the waiting room", or was sent there from the call. Whoever finds it open presses "Join".
 *
 * @param waits whether they did until now
 */
export function goesOnWaiting(waits: boolean, { state, moderator, byItself, wasIn, wasRefused }: Circumstances): boolean {
  switch (state) {
    case undefined:
    case 'may-join':
      return waits;
    case 'too-early':
      return byItself && (waits || !wasIn);
    case 'no-room':
      return byItself && (waits || !wasIn) && !moderator; // who has to open it
    case 'waiting':
      return waits || wasRefused;
    default:
      return false;
  }
}
