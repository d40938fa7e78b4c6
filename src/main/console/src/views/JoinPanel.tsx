import { type ReactNode, type RefObject, useEffect, useRef } from 'react';
import { Button, Switch } from 'react-aria-components';
import { DeviceCheck } from '../call/DeviceCheck';
import type { Devices } from '../call/useDevices';
import type { VisitCall } from '../call/useVisitCall';
import { Notice } from '../components/Notice';
import { useFocus } from '../hooks/useFocus';
import type { Person } from '../visit/visit';
import { nextStep } from '../visit/words';

interface Props {
  /** Those who are listed on the visit, as far as the caller knows; nothing while that is being read. */
  people: Person[] | undefined;
  visitCall: VisitCall;
  now: Date;
}

/** Before the call: what is missing, a look at camera and microphone, and joining or waiting to be let in. */
export function JoinPanel({ people, visitCall, now }: Props) {
  const { status, call, devices, waits } = visitCall;
  const inWaitingRoom = status?.state === 'waiting';
  const panel = useFocus<HTMLElement>(call.wasIn);
  useFocusAfterEntering(panel, inWaitingRoom && waits);
  if (!people || !status) {
    return (
      <p className="card" role="status">
        Opening the visit…
      </p>
    );
  }
  const step = nextStep(people, status, now, { waits, wasIn: call.wasIn });
  const mayCome = step.canJoin || step.canWait;
  return (
    <section className="card join" aria-labelledby="step" data-testid="join-panel" ref={panel} tabIndex={-1}>
      {call.problem && !inWaitingRoom && status.state !== 'dismissed' && (
        <Notice kind="warning" testId="call-problem">
          {call.problem.text}
        </Notice>
      )}
      <div role="status" data-testid="next-step" data-state={status.state} data-waits={waits}>
        <h2 id="step">{step.title}</h2>
        <p>{step.text}</p>
      </div>
      {mayCome && <DeviceCheck devices={devices} />}
      {step.canWait && !inWaitingRoom && !call.wasIn && (
        <Switch className="switch" isSelected={visitCall.byItself} onChange={visitCall.setByItself} data-testid="auto-join">
          <span className="knob" /> Join by itself as soon as it is open
        </Switch>
      )}
      {inWaitingRoom && !waits && (
        <BigButton onPress={visitCall.enter}>Enter the waiting room</BigButton>
      )}
      {mayCome && !inWaitingRoom && (
        <BigButton isDisabled={!step.canJoin || devices.starting || call.phase === 'joining'} onPress={call.join}>
          {joinText(visitCall)}
        </BigButton>
      )}
    </section>
  );
}

function BigButton(props: { isDisabled?: boolean; onPress: () => void; children: ReactNode }) {
  return <Button className="button primary big" data-testid="join" {...props} />;
}

/** Where the button was that had the focus, there is none any more. */
function useFocusAfterEntering(panel: RefObject<HTMLElement | null>, entered: boolean): void {
  const before = useRef(entered);
  useEffect(() => {
    if (entered && !before.current && document.activeElement === document.body) {
      panel.current?.focus();
    }
    before.current = entered;
  }, [entered, panel]);
}

function joinText({ call, devices }: { call: VisitCall['call']; devices: Devices }): string {
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
