import { describe, expect, it, vi } from 'vitest';
import type { VisitStatus } from '../visit/status';
import { RefusedError } from './errors';
import { backoff, type Connection, watchStatus } from './statusWatch';
import type { VisitApi } from './visitApi';

const STATUS = { resourceType: 'Parameters', parameter: [{ name: 'state', valueCode: 'may-join' }] };

function stream(...chunks: string[]): Response {
  return new Response(new Blob(chunks).stream(), { headers: { 'Content-Type': 'text/event-stream' } });
}

/** Answers each request for a stream with the next of these; each poll with the status. */
function apiWith(...streams: (() => Response)[]): VisitApi {
  const status = (init: RequestInit): Promise<Response> =>
    new Headers(init.headers).get('Accept') === 'text/event-stream'
      ? Promise.resolve().then(() => (streams.shift() ?? (() => new Promise<Response>(() => undefined)))())
      : Promise.resolve(new Response(JSON.stringify(STATUS)));
  return { status, token: () => Promise.reject(new Error()), signalingUrl: undefined };
}

async function watched(api: VisitApi, enough: (seen: { connections: Connection[]; statuses: VisitStatus[] }) => boolean) {
  const seen = { connections: [] as Connection[], statuses: [] as VisitStatus[] };
  const stop = new AbortController();
  void watchStatus(api, stop.signal, {
    onStatus: (status) => seen.statuses.push(status),
    onConnection: (connection) => seen.connections.at(-1) === connection || seen.connections.push(connection),
  });
  await vi.waitFor(() => expect(enough(seen)).toBe(true));
  stop.abort();
  return seen;
}

describe('a status that is watched', () => {
  it('comes by the stream, in pieces, between comments', async () => {
    const event = `event: status\ndata: ${JSON.stringify(STATUS)}\n\n`;
    const api = apiWith(() => stream(': hello\n\n', event.slice(0, 20), event.slice(20)));
    const seen = await watched(api, ({ statuses }) => statuses.length === 1);
    expect(seen.statuses[0]?.state).toBe('may-join');
    expect(seen.connections).toEqual(['live']);
  });

  it('is not streamed again each second while each stream ends at once', async () => {
    vi.useFakeTimers();
    try {
      const opened = vi.fn(() => stream(': hello\n\n'));
      const api = apiWith(...Array.from({ length: 100 }, () => opened));
      const stop = new AbortController();
      void watchStatus(api, stop.signal, { onStatus: () => undefined, onConnection: () => undefined });
      await vi.advanceTimersByTimeAsync(30_000);
      stop.abort();
      expect(opened.mock.calls.length).toBeGreaterThan(2);
      expect(opened.mock.calls.length).toBeLessThan(7);
    } finally {
      vi.useRealTimers();
    }
  });

  it('is asked for where the server does not stream', async () => {
    const api = apiWith(() => new Response('{}', { headers: { 'Content-Type': 'application/fhir+json' } }));
    const seen = await watched(api, ({ connections }) => connections.includes('polling'));
    expect(seen.statuses[0]?.state).toBe('may-join');
  });

  it('is asked for where the server refuses one more stream', async () => {
    const api = apiWith(() => {
      throw new RefusedError(503, 'too-many', 'Too many streams.');
    });
    await watched(api, ({ connections }) => connections.includes('polling'));
  });

  it('is lost while the network is', async () => {
    const api = apiWith(() => {
      throw new TypeError('Failed to fetch');
    });
    await watched(api, ({ connections }) => connections.includes('lost'));
  });

  it('is refused to an outsider for good', async () => {
    const api = apiWith(() => {
      throw new RefusedError(403, 'not-a-participant', 'No.');
    });
    const seen = await watched(api, ({ connections }) => connections.includes('refused'));
    expect(seen.connections).toEqual(['refused']);
  });
});

it('tries less often the longer it fails, and not at the same time as others', () => {
  expect([0, 1, 2, 3, 4, 20].map((failures) => backoff(failures, 0))).toEqual([1000, 2000, 4000, 8000, 15000, 15000]);
  expect(backoff(0, 1)).toBe(750);
});
