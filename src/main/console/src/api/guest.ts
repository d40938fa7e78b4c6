import type { Config } from './config';
import { refusalOf } from './errors';
import type { VisitApi } from './visitApi';

/** Relative to the page of guests, so that it works below any path that a proxy gives it. */
const ENDPOINTS = 'telemed/guest';

/** Whether a page is that of guests: `/join`, below whatever path the server has. */
export function isGuestPage(path: string): boolean {
  return /\/join\/?$/.test(path);
}

/** The secret of an invitation, as its link carries it behind the `#`. */
export function secretIn(hash: string): string | undefined {
  return hash.replace(/^#/, '') || undefined;
}

/**
 * Redeems an invitation: from then on this browser has a cookie, and the link works in no other one.
 *
 * @throws RefusedError if it is not valid (any more), or was redeemed in another browser
 */
export async function redeem(secret: string): Promise<void> {
  const response = await send('session', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ invitation: secret }),
  });
  await response.body?.cancel(); // the status comes by the stream as well
}

/** The visit to which this browser's invitation leads. */
export function guestVisit(config: Config): VisitApi {
  return {
    signalingUrl: config.signalingUrl,
    status: (init) => send('status', init),
    token: () => send('token', { method: 'POST' }),
  };
}

async function send(endpoint: string, init: RequestInit): Promise<Response> {
  const response = await fetch(`${ENDPOINTS}/${endpoint}`, {
    ...init,
    credentials: 'same-origin',
    cache: 'no-store',
    redirect: 'error',
  });
  if (!response.ok) {
    throw await refusalOf(response);
  }
  return response;
}
