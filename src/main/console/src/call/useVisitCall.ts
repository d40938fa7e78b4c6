import { useEffect, useMemo, useState } from 'react';
import type { VisitApi } from '../api/visitApi';
import { useAnnounce } from '../components/Announcer';
import { useArrival } from '../hooks/useArrival';
import type { VisitStatus } from '../visit/status';
import { goesOnWaiting } from '../visit/waiting';
import { type Call, useCall } from './useCall';
import { type Devices, useDevices } from './useDevices';

/** The states in which somebody may join now or later, so that their camera is worth a look. */
const MAY_COME = ['may-join', 'in-call', 'too-early', 'waiting', 'no-room'];

/** A visit's call in this window, and waiting for it. */
export interface VisitCall {
  call: Call;
  devices: Devices;
  isIn: boolean;
  /** The status, as far as this window does not know better. */
  status: VisitStatus | undefined;
  waits: boolean;
  /** Goes to the waiting room. */
  enter: () => void;
  /** Whether the page joins by itself when something opens that was not open yet. */
  byItself: boolean;
  setByItself: (byItself: boolean) => void;
}

/** @param comesToWait whether the user has already pressed what leads to the waiting room */
export function useVisitCall(api: VisitApi, reported: VisitStatus | undefined, comesToWait = false): VisitCall {
  const [joined, setJoined] = useState(false);
  const devices = useDevices(joined || (reported !== undefined && MAY_COME.includes(reported.state)));
  const tracks = useMemo(
    () => [devices.microphone, devices.camera].filter((track) => track !== undefined),
    [devices.microphone, devices.camera],
  );
  const call = useCall(api, tracks);
  const isIn = call.phase === 'in' || call.phase === 'reconnecting';
  if (isIn !== joined) {
    setJoined(isIn); // a call keeps its camera, whatever the server says of the visit
  }
  const [byItself, setByItself] = useState(true);
  const [waits, setWaits] = useState(comesToWait);
  const status = reported && seenFromHere(reported, call);
  const circumstances = {
    state: status?.state,
    moderator: status?.moderator ?? false,
    byItself,
    wasIn: call.wasIn,
    wasRefused: call.problem !== undefined,
  };
  const still = call.phase === 'out' ? goesOnWaiting(waits, circumstances) : waits;
  if (still !== waits) {
    setWaits(still);
  }
  useArrival(api, waits && status?.state === 'waiting');
  useJoinWhenLetIn(waits && status?.state === 'may-join' && !devices.starting && call.phase === 'out', () => {
    setWaits(false);
    call.join();
  });
  return { call, devices, isIn, status, waits, enter: () => setWaits(true), byItself, setByItself };
}

/** For a moment the server still sees who has just left this window. */
function seenFromHere(status: VisitStatus, call: Call): VisitStatus {
  return status.state === 'in-call' && call.wasIn && !call.problem ? { ...status, state: 'may-join' } : status;
}

function useJoinWhenLetIn(ready: boolean, join: () => void): void {
  const announce = useAnnounce();
  useEffect(() => {
    if (ready) {
      announce('You can join now. You are being connected.');
      join();
    }
    // once for each time that it gets ready, whichever function is the latest
  }, [ready]);
}
