import { useCallback, useRef, useState } from 'react';
import { inWords } from '../api/errors';
import type { Session } from '../api/session';
import { decide } from '../api/telemed';
import { useAnnounce } from '../components/Announcer';
import { type Decision, decidedInWords, MOST_AT_ONCE } from '../visit/decisions';
import type { ParticipantStatus, VisitStatus } from '../visit/status';

/** What moderators decide about the people of a visit. */
export interface Decisions {
  /** Those about whom the server has not answered yet. */
  pending: ReadonlySet<string>;
  problem: string | undefined;
  make: (decision: Decision, people: ParticipantStatus[]) => void;
}

/** @param onStatus gets the status after a decision */
export function useDecisions(session: Session, id: string, onStatus: (status: VisitStatus) => void): Decisions {
  const announce = useAnnounce();
  const [pending, setPending] = useState<ReadonlySet<string>>(new Set());
  const [problem, setProblem] = useState<string>();
  const sent = useRef(new Set<string>()); // at once, where the state comes with the next render
  const make = useCallback(
    (decision: Decision, people: ParticipantStatus[]) => {
      const named = people
        .filter(({ reference }) => reference !== undefined && !sent.current.has(reference))
        .slice(0, MOST_AT_ONCE);
      const references = named.map(({ reference }) => reference!);
      if (references.length === 0) {
        return;
      }
      references.forEach((reference) => sent.current.add(reference));
      setPending(new Set(sent.current));
      setProblem(undefined);
      decide(session, id, decision, references)
        .then((status) => {
          onStatus(status);
          announce(decidedInWords(decision, named));
        })
        .catch((error: unknown) => setProblem(inWords(error)))
        .finally(() => {
          references.forEach((reference) => sent.current.delete(reference));
          setPending(new Set(sent.current));
        });
    },
    [session, id, onStatus, announce],
  );
  return { pending, problem, make };
}
