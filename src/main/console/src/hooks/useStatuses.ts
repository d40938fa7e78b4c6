import { useEffect, useState } from 'react';
import type { Session } from '../api/session';
import { visitOperations } from '../api/telemed';
import { readStatus } from '../api/visitApi';
import type { VisitStatus } from '../visit/status';

const EVERY = 5_000;

/**
 * The statuses of several visits, one after the other every few seconds: a browser has six connections to a server that
 * speaks HTTP/1.1, so a list cannot hold a stream for each of its rows.
 */
export function useStatuses(session: Session, ids: string[]): Map<string, VisitStatus> {
  const [statuses, setStatuses] = useState(new Map<string, VisitStatus>());
  const key = ids.join(' ');
  useEffect(() => {
    const stop = new AbortController();
    const readAll = async (): Promise<void> => {
      for (const id of key.split(' ').filter(Boolean)) {
        if (document.hidden || session.expired() || stop.signal.aborted) {
          return;
        }
        const status = await readStatus(visitOperations(session, id), stop.signal).catch(() => undefined);
        if (status && !stop.signal.aborted) {
          setStatuses((last) => new Map(last).set(id, status));
        }
      }
    };
    let timer: ReturnType<typeof setTimeout> | undefined;
    const again = (): void =>
      void readAll().then(() => stop.signal.aborted || (timer = setTimeout(again, EVERY)));
    again();
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [session, key]);
  return statuses;
}
