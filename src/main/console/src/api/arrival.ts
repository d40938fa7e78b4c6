import { isToWait } from './errors';
import { type VisitApi, videoToken } from './visitApi';

/** In ms. While somebody waits, the server notes once a minute that they are still there. */
const AGAIN = 60_000;
/** In ms; after a request that failed. */
const AFTER_FAILURE = 10_000;

/** Records that somebody has come to the waiting room, and that they are still there, until the signal is aborted. */
export function recordArrival(api: VisitApi, signal: AbortSignal): void {
  // A token that comes is not used: the status says at the same time that the call may be joined
  void videoToken(api)
    .then(() => AGAIN, (error: unknown) => (isToWait(error) ? AGAIN : AFTER_FAILURE))
    .then((pause) => {
      if (!signal.aborted) {
        const timer = setTimeout(() => recordArrival(api, signal), pause);
        signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
      }
    });
}
