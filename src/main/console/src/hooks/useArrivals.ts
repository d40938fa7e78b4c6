import { useEffect, useRef } from 'react';
import { useAnnounce } from '../components/Announcer';
import { arrivalOf, arrivalsInWords, type WaitingPerson } from '../visit/waitingList';

/** Tells screen readers who has come to the waiting room, and rings. */
export function useArrivals(waiting: WaitingPerson[], ring: () => void): void {
  const announce = useAnnounce();
  const seen = useRef(new Set<string>());
  useEffect(() => {
    const arrived = waiting.filter((person) => !seen.current.has(arrivalOf(person)));
    if (arrived.length > 0) {
      arrived.forEach((person) => seen.current.add(arrivalOf(person)));
      announce(arrivalsInWords(arrived));
      ring();
    }
  }, [waiting, announce, ring]);
}
