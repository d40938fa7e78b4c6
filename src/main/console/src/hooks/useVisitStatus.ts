import { useCallback, useEffect, useState } from 'react';
import { type Connection, watchStatus } from '../api/statusWatch';
import type { VisitApi } from '../api/visitApi';
import type { VisitStatus } from '../visit/status';

export interface WatchedStatus {
  status: VisitStatus | undefined;
  connection: Connection;
  /** Why there is no status, if the server refuses it. */
  error: unknown;
}

const NOTHING_YET: WatchedStatus = { status: undefined, connection: 'connecting', error: undefined };

/**
 * The status of a visit as the server says it, live.
 *
 * @returns also a function that shows a status which came as the answer of an operation
 */
export function useVisitStatus(
  api: VisitApi,
  attempt: number,
): WatchedStatus & { show: (status: VisitStatus) => void } {
  const [watched, setWatched] = useState(NOTHING_YET);
  useEffect(() => {
    const stop = new AbortController();
    void watchStatus(api, stop.signal, {
      onStatus: (status) => stop.signal.aborted || setWatched((last) => ({ ...last, status, error: undefined })),
      onConnection: (connection, error) =>
        stop.signal.aborted ||
        setWatched((last) => (last.connection === connection ? last : { ...last, connection, error })),
    });
    return () => {
      stop.abort();
      setWatched(NOTHING_YET);
    };
  }, [api, attempt]);
  const show = useCallback((status: VisitStatus) => setWatched((last) => ({ ...last, status })), []);
  return { ...watched, show };
}
