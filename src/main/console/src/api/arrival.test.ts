import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { recordArrival } from './arrival';
import { RefusedError } from './errors';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const TO_WAIT = new RefusedError(422, 'waiting', 'Wait to be let in.');

function waitingAt(...answers: Error[]) {
  const token = vi.fn(() => Promise.reject(answers.shift() ?? TO_WAIT));
  const stop = new AbortController();
  recordArrival({ token, status: () => Promise.reject(new Error()), signalingUrl: undefined }, stop.signal);
  return { token, stop };
}

it('an arrival is recorded at once, and then once a minute until the waiting is over', async () => {
  const { token, stop } = waitingAt();
  expect(token).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(59_000);
  expect(token).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(token).toHaveBeenCalledTimes(2);
  stop.abort();
  await vi.advanceTimersByTimeAsync(600_000);
  expect(token).toHaveBeenCalledTimes(2);
});

it('an arrival that could not be recorded is recorded soon', async () => {
  const { token } = waitingAt(new TypeError('Failed to fetch'), new RefusedError(503, 'provider-down', 'Wait.'));
  await vi.advanceTimersByTimeAsync(21_000);
  expect(token).toHaveBeenCalledTimes(3);
  await vi.advanceTimersByTimeAsync(30_000);
  expect(token).toHaveBeenCalledTimes(3);
});
