import { CallStage } from '../call/CallStage';
import type { VisitCall } from '../call/useVisitCall';
import type { VisitStatus } from '../visit/status';
import type { Person } from '../visit/visit';
import { JoinPanel } from './JoinPanel';

interface Props {
  visitCall: VisitCall;
  me: string | undefined;
  people: Person[] | undefined;
  status: VisitStatus | undefined;
  now: Date;
}

/** The call, or what comes before it: the same for participants and for guests. */
export function CallArea({ visitCall, me, people, status, now }: Props) {
  return visitCall.isIn ? (
    <CallStage call={visitCall.call} devices={visitCall.devices} me={me} people={people ?? []} status={status} />
  ) : (
    <JoinPanel people={people} visitCall={visitCall} now={now} />
  );
}
