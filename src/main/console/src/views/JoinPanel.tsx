import { useEffect, useRef, useState } from 'react';
import { Button, Switch } from 'react-aria-components';
import { DeviceCheck } from '../call/DeviceCheck';
import type { Call } from '../call/useCall';
import type { Devices } from '../call/useDevices';
import { Notice } from '../components/Notice';
import { useFocus } from '../hooks/useFocus';
import type { VisitStatus } from '../visit/status';
import type { Visit } from '../visit/visit';
import { type NextStep, nextStep } from '../visit/words';

interface Props {
  visit: Visit | undefined;
  status: VisitStatus | undefined;
  call: Call;
  devices: Devices;
  now: Date;
}

/** Before the call: what is missing, a look at camera and microphone, and joining. */
export function JoinPanel({ visit, status, call, devices, now }: Props) {
  const [wantsIn, setWantsIn] = useState(true);
  const step = visit && status && nextStep(visit, seenFromHere(status, call), now);
  const joinsByItself = wantsIn && !call.wasIn;
  const panel = useFocus<HTMLElement>(call.wasIn);
  useJoinWhenOpen(step, joinsByItself && !devices.starting && call.phase === 'out', call.join);
  if (!step) {
    return (
      <p className="card" role="status">
        Opening the visit…
      </p>
    );
  }
  return (
    <section className="card join" aria-labelledby="step" data-testid="join-panel" ref={panel} tabIndex={-1}>
      {call.problem && (
        <Notice kind="warning" testId="call-problem">
          {call.problem.text}
        </Notice>
      )}
      <div role="status" data-testid="next-step" data-state={status?.state}>
        <h2 id="step">{step.title}</h2>
        <p>{step.text}</p>
      </div>
      {(step.canJoin || step.canWait) && <DeviceCheck devices={devices} />}
      {step.canWait && !call.wasIn && (
        <Switch className="switch" isSelected={wantsIn} onChange={setWantsIn} data-testid="auto-join">
          <span className="knob" /> Join by itself as soon as it is open
        </Switch>
      )}
      {(step.canJoin || step.canWait) && (
        <Button
          className="button primary big"
          data-testid="join"
          isDisabled={!step.canJoin || devices.starting || call.phase === 'joining'}
          onPress={call.join}
        >
          {joinText(call, devices)}
        </Button>
      )}
    </section>
  );
}

/** For a moment the server still sees who has just left this window. */
function seenFromHere(status: VisitStatus, call: Call): VisitStatus {
  return status.state === 'in-call' && call.wasIn && !call.problem ? { ...status, state: 'may-join' } : status;
}

/** Joins once what somebody waited for here has come; who finds the visit open presses the button. */
function useJoinWhenOpen(step: NextStep | undefined, ready: boolean, join: () => void): void {
  const waited = useRef(false);
  const { canJoin = false, canWait = false } = step ?? {};
  useEffect(() => {
    waited.current ||= canWait;
    if (waited.current && canJoin && ready) {
      waited.current = false;
      join();
    }
  }, [canJoin, canWait, ready, join]);
}

function joinText(call: Call, devices: Devices): string {
  if (call.phase === 'joining') {
    return 'Joining…';
  }
  const verb = call.wasIn ? 'Join again' : 'Join';
  if (devices.starting) {
    return verb;
  }
  if (!devices.camera && !devices.microphone) {
    return `${verb} without camera and microphone`;
  }
  if (!devices.camera) {
    return `${verb} with sound only`;
  }
  return devices.microphone ? verb : `${verb} without microphone`;
}
