import { createParser } from 'eventsource-parser';
import { statusOf, type VisitStatus } from '../visit/status';
import type { Parameters } from '../visit/resources';
import type { VisitApi } from './visitApi';

/** The server sends a comment every 15 s: after so many ms of silence the connection is dead. */
const SILENCE = 40_000;

/** The server answers, but not with a stream. */
export class NoStreamError extends Error {}

/**
 * Reads the events of a status until the stream ends. EventSource cannot send an access token, so this is fetch.
 *
 * @throws NoStreamError if the server does not stream
 */
export async function readStatusStream(
  api: VisitApi,
  signal: AbortSignal,
  onStatus: (status: VisitStatus) => void,
): Promise<void> {
  const silence = new AbortController();
  const both = AbortSignal.any([signal, silence.signal]);
  const response = await api.status({ headers: { Accept: 'text/event-stream' }, signal: both });
  if (!response.body || !response.headers.get('Content-Type')?.startsWith('text/event-stream')) {
    await response.body?.cancel();
    throw new NoStreamError();
  }
  const parser = createParser({
    onEvent: ({ event, data }) => {
      if (event === 'status') {
        onStatus(statusOf(JSON.parse(data) as Parameters));
      }
    },
  });
  await feed(parser, response.body, () => silence.abort());
}

async function feed(
  parser: ReturnType<typeof createParser>,
  body: ReadableStream<Uint8Array>,
  onSilence: () => void,
): Promise<void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let timer = setTimeout(onSilence, SILENCE);
  try {
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
      clearTimeout(timer);
      timer = setTimeout(onSilence, SILENCE);
      parser.feed(decoder.decode(chunk.value, { stream: true }));
    }
  } finally {
    clearTimeout(timer);
  }
}
