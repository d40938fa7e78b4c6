import { useCallback, useEffect, useState } from 'react';
import { findVisits } from '../api/encounters';
import { SignedOutError } from '../api/errors';
import type { Session } from '../api/session';
import type { Visit } from '../visit/visit';

const AGAIN = 15_000;

export interface FoundVisits {
  /** Nothing while they are looked for the first time. */
  visits: Visit[] | undefined;
  error: unknown;
  reload: () => void;
}

/** The caller's visits, looked for again every few seconds and whenever the window is looked at again. */
export function useVisits(session: Session): FoundVisits {
  const [visits, setVisits] = useState<Visit[]>();
  const [error, setError] = useState<unknown>();
  const reload = useCallback(() => {
    findVisits(session, new Date()).then(
      (found) => (setVisits(found), setError(undefined)),
      (failed: unknown) => failed instanceof SignedOutError || setError(failed),
    );
  }, [session]);
  useEffect(() => {
    reload();
    const timer = setInterval(() => document.hidden || session.expired() || reload(), AGAIN);
    addEventListener('focus', reload);
    return () => {
      clearInterval(timer);
      removeEventListener('focus', reload);
    };
  }, [session, reload]);
  return { visits, error, reload };
}
