import { useEffect } from 'react';
import { recordArrival } from '../api/arrival';
import type { VisitApi } from '../api/visitApi';

/** Records that this window's user is in the waiting room, as long as they wait. */
export function useArrival(api: VisitApi, waits: boolean): void {
  useEffect(() => {
    if (!waits) {
      return;
    }
    const stop = new AbortController();
    recordArrival(api, stop.signal);
    return () => stop.abort();
  }, [api, waits]);
}
