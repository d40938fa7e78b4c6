import { RefusedError, SignedOutError } from './errors';
import { NoStreamError, readStatusStream } from './statusStream';
import { readStatus, type VisitApi } from './visitApi';
import type { VisitStatus } from '../visit/status';

/** How the status of a visit comes: pushed, asked for every few seconds, not at present, or not at all. */
export type Connection = 'connecting' | 'live' | 'polling' | 'lost' | 'refused';

export interface StatusListener {
  onStatus(status: VisitStatus): void;
  onConnection(connection: Connection, error?: unknown): void;
}

const POLL = 5_000;
/** Polls before the stream is tried again. */
const POLLS = 12;
const LONGEST_WAIT = 15_000;
const AFTER_THE_END = 30_000;
/** A server ends a stream when the access token expires, and may take that token for some seconds more. */
const SHORT = 10_000;

/** Follows the status of a visit until the signal is aborted: by the stream, by polls where streams are refused. */
export async function watchStatus(
  api: VisitApi,
  signal: AbortSignal,
  listener: StatusListener,
): Promise<void> {
  let failures = 0;
  let closed = false;
  let short = 0;
  const onStatus = (status: VisitStatus): void => {
    closed = status.state === 'closed';
    failures = 0;
    listener.onConnection('live');
    listener.onStatus(status);
  };
  while (!signal.aborted) {
    const opened = Date.now();
    try {
      await readStatusStream(api, signal, onStatus);
      short = Date.now() - opened < SHORT ? short + 1 : 0;
      await pause(closed ? AFTER_THE_END : backoff(short), signal);
    } catch (error) {
      if (signal.aborted || isFinal(error)) {
        listener.onConnection('refused', error);
        return;
      }
      if (!(await polled(api, signal, listener, error))) {
        listener.onConnection('lost', error);
        await pause(backoff(failures++), signal);
      }
    }
  }
}

/** Nothing that waiting would change: signed out, not a participant, no such visit. */
function isFinal(error: unknown): boolean {
  return error instanceof SignedOutError || (error instanceof RefusedError && [403, 404, 410].includes(error.status));
}

/** @returns whether the server answered polls for a while */
async function polled(
  api: VisitApi,
  signal: AbortSignal,
  listener: StatusListener,
  error: unknown,
): Promise<boolean> {
  if (!(error instanceof NoStreamError) && !(error instanceof RefusedError)) {
    return false;
  }
  try {
    for (let poll = 0; poll < POLLS && !signal.aborted; poll++) {
      listener.onStatus(await readStatus(api, signal));
      listener.onConnection('polling');
      await pause(POLL, signal);
    }
    return true;
  } catch {
    return false;
  }
}

/** 1, 2, 4, 8 and then 15 s, up to a quarter less, so that not all come back at once. */
export function backoff(failures: number, random: number = Math.random()): number {
  return Math.min(1_000 * 2 ** failures, LONGEST_WAIT) * (1 - random / 4);
}

function pause(time: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, time);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
}
