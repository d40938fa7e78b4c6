import { useEffect, useState } from 'react';
import { type Connection, watchStatus } from '../api/statusWatch';
import type { Session } from '../api/session';
import type { VisitStatus } from '../visit/status';

export interface WatchedStatus {
  status: VisitStatus | undefined;
  connection: Connection;
  /** Why there is no status, if the server refuses it. */
  error: unknown;
}

const NOTHING_YET: WatchedStatus = { status: undefined, connection: 'connecting', error: undefined };

/** The status of a visit as the server says it, live. */
export function useVisitStatus(session: Session, id: string, attempt: number): WatchedStatus {
  const [watched, setWatched] = useState(NOTHING_YET);
  useEffect(() => {
    const stop = new AbortController();
    void watchStatus(session, id, stop.signal, {
      onStatus: (status) => stop.signal.aborted || setWatched((last) => ({ ...last, status, error: undefined })),
      onConnection: (connection, error) =>
        stop.signal.aborted ||
        setWatched((last) => (last.connection === connection ? last : { ...last, connection, error })),
    });
    return () => {
      stop.abort();
      setWatched(NOTHING_YET);
    };
  }, [session, id, attempt]);
  return watched;
}
