import { useCallback, useEffect, useReducer, useRef, useState } from 'react';
import type { LocalTrack, Room, TwilioError } from 'twilio-video';
import { inWords, RefusedError, SignedOutError } from '../api/errors';
import type { VisitApi } from '../api/visitApi';
import { type CallProblem, callProblem, TOKEN_EXPIRED } from '../visit/callProblems';
import { joinRoom } from './joinRoom';

/** The call of this window. */
export interface Call {
  phase: 'out' | 'joining' | 'in' | 'reconnecting';
  /** While in the call; who is there is read off it. */
  room: Room | undefined;
  /** Why it ended or did not begin. */
  problem: CallProblem | undefined;
  /** Whether this window has been in the call. */
  wasIn: boolean;
  /** Counts the comings and goings. */
  changes: number;
  join: () => void;
  leave: () => void;
}

/** Whatever changes what the page shows of a room; the room itself says what it is like now. */
const CHANGES = [
  'trackSubscribed',
  'trackUnsubscribed',
  'trackEnabled',
  'trackDisabled',
  'trackSwitchedOff',
  'trackSwitchedOn',
  'participantReconnecting',
  'participantReconnected',
] as const;

export function useCall(api: VisitApi, tracks: LocalTrack[]): Call {
  const [phase, setPhase] = useState<Call['phase']>('out');
  const [problem, setProblem] = useState<CallProblem>();
  const [wasIn, setWasIn] = useState(false);
  const [changes, countChange] = useReducer((count: number) => count + 1, 0);
  const [, render] = useReducer((count: number) => count + 1, 0);
  const room = useRef<Room>(undefined);
  const gone = useRef(false);
  const latest = useRef(tracks);
  latest.current = tracks;

  const join = useCallback(
    (renewed = false) => {
      const over = (ended: CallProblem | undefined): void => {
        room.current = undefined;
        setPhase('out');
        setProblem(ended);
      };
      const connected = (joined: Room): void => {
        if (gone.current) {
          joined.disconnect();
          return;
        }
        room.current = joined;
        setPhase('in');
        setWasIn(true);
        CHANGES.forEach((event) => joined.on(event as 'trackSubscribed', render));
        joined.on('participantConnected', countChange);
        joined.on('participantDisconnected', countChange);
        joined.on('reconnecting', () => setPhase('reconnecting'));
        joined.on('reconnected', () => setPhase('in'));
        joined.on('disconnected', (_, error: TwilioError | null) => {
          if (room.current === undefined || gone.current) {
            return; // left from here
          }
          if (error?.code === TOKEN_EXPIRED && !renewed) {
            join(true);
          } else {
            over(callProblem(error));
          }
        });
      };
      setPhase('joining');
      setProblem(undefined);
      joinRoom(api, latest.current).then(connected, (error: unknown) => over(problemOf(error)));
    },
    [api],
  );

  const leave = useCallback(() => {
    const left = room.current;
    room.current = undefined;
    left?.disconnect();
    setPhase('out');
    setProblem(undefined);
  }, []);

  useEffect(() => {
    gone.current = false;
    const disconnect = (): void => void room.current?.disconnect();
    addEventListener('pagehide', disconnect);
    addEventListener('beforeunload', disconnect);
    return () => {
      gone.current = true;
      disconnect();
      removeEventListener('pagehide', disconnect);
      removeEventListener('beforeunload', disconnect);
    };
  }, []);

  return { phase, room: room.current, problem, wasIn, changes, join: useCallback(() => join(), [join]), leave };
}

function problemOf(error: unknown): CallProblem {
  if (error instanceof RefusedError || error instanceof SignedOutError || error instanceof TypeError) {
    return { text: inWords(error), again: true };
  }
  return callProblem(error as { code?: number });
}
