import { useMemo, useState } from 'react';
import { Link } from 'react-aria-components';
import { inWords, RefusedError } from '../api/errors';
import type { Session } from '../api/session';
import { CallStage } from '../call/CallStage';
import { useCall } from '../call/useCall';
import { useDevices } from '../call/useDevices';
import { ConnectionNotice } from '../components/ConnectionNotice';
import { RefusedNotice } from '../components/RefusedNotice';
import { StatusChip } from '../components/StatusChip';
import { useNow } from '../hooks/useNow';
import { useView } from '../hooks/useView';
import { useVisit } from '../hooks/useVisit';
import { useVisitStatus } from '../hooks/useVisitStatus';
import { visitTitle } from '../visit/words';
import { JoinPanel } from './JoinPanel';
import { VisitSide } from './VisitSide';

/** The states in which somebody may join now or later, so that their camera is worth a look. */
const MAY_COME = ['may-join', 'in-call', 'too-early', 'waiting', 'no-room'];

/** One visit: before the call, the call, and after it. */
export default function VisitView({ session, id }: { session: Session; id: string }) {
  const now = useNow();
  const [attempt, setAttempt] = useState(0);
  const { status, connection, error } = useVisitStatus(session, id, attempt);
  const listed = status?.participants.map(({ reference }) => reference).join(' ');
  const { visit, error: unread } = useVisit(session, id, `${attempt} ${status?.state} ${status?.room} ${listed}`);
  const [joined, setJoined] = useState(false);
  const devices = useDevices(joined || (status !== undefined && MAY_COME.includes(status.state)));
  const tracks = useMemo(
    () => [devices.microphone, devices.camera].filter((track) => track !== undefined),
    [devices.microphone, devices.camera],
  );
  const call = useCall(session, id, tracks);
  const isIn = call.phase === 'in' || call.phase === 'reconnecting';
  if (isIn !== joined) {
    setJoined(isIn); // a call keeps its camera, whatever the server says of the visit
  }
  const refused = connection === 'refused' ? error : unread instanceof RefusedError ? unread : undefined;
  const title = visit && !refused ? visitTitle(visit, session.fhirUser) : 'Visit';
  const heading = useView(`${isIn ? 'In the call' : 'Visit'} – Visits`);
  return (
    <>
      <Link className="back" href="#/" data-testid="back">
        All visits
      </Link>
      <div className="row between">
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {visit && !refused && <StatusChip visit={visit} />}
      </div>
      <ConnectionNotice connection={connection} />
      {refused !== undefined && !isIn ? (
        <RefusedNotice error={refused} wasPart={status !== undefined} onRetry={() => setAttempt((last) => last + 1)} />
      ) : (
        <div className="visit-page">
          {isIn ? (
            <CallStage call={call} devices={devices} me={session.fhirUser} people={visit?.people ?? []} status={status} />
          ) : (
            <JoinPanel visit={visit} status={status} call={call} devices={devices} now={now} />
          )}
          {visit && status && <VisitSide session={session} visit={visit} status={status} now={now} />}
          {!visit && unread !== undefined && <p role="alert">{inWords(unread)}</p>}
        </div>
      )}
    </>
  );
}
