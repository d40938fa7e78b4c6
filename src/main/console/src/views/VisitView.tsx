import { useMemo, useState } from 'react';
import { Link } from 'react-aria-components';
import { inWords, RefusedError } from '../api/errors';
import type { Session } from '../api/session';
import { visitOperations } from '../api/telemed';
import { useVisitCall } from '../call/useVisitCall';
import { ConnectionNotice } from '../components/ConnectionNotice';
import { RefusedNotice } from '../components/RefusedNotice';
import { StatusChip } from '../components/StatusChip';
import { useDecisions } from '../hooks/useDecisions';
import { useNow } from '../hooks/useNow';
import { useView } from '../hooks/useView';
import { useVisit } from '../hooks/useVisit';
import { useVisitStatus } from '../hooks/useVisitStatus';
import type { VisitStatus } from '../visit/status';
import { titleWith, waitingPeople } from '../visit/waitingList';
import { visitTitle } from '../visit/words';
import { CallArea } from './CallArea';
import { VisitSide } from './VisitSide';
import { WaitingRoom } from './WaitingRoom';

/** One visit: before the call, the call, and after it. */
export default function VisitView({ session, id }: { session: Session; id: string }) {
  const now = useNow();
  const [attempt, setAttempt] = useState(0);
  const api = useMemo(() => visitOperations(session, id), [session, id]);
  const { status, connection, error, show } = useVisitStatus(api, attempt);
  const listed = status?.participants.map(({ reference }) => reference).join(' ');
  const { visit, error: unread } = useVisit(session, id, `${attempt} ${status?.state} ${status?.room} ${listed}`);
  const visitCall = useVisitCall(api, status);
  const decisions = useDecisions(session, id, show);
  const waiting = useMemo(() => waitingPeople(status), [status]);
  const { isIn } = visitCall;
  const refused = connection === 'refused' ? error : unread instanceof RefusedError ? unread : undefined;
  const title = visit && !refused ? visitTitle(visit, session.fhirUser) : 'Visit';
  const heading = useView(titleWith(waiting.length, `${isIn ? 'In the call' : 'Visit'} – Visits`));
  const waitingRoom = visit?.waitingRoom ?? session.config.waitingRoom ?? false;
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
          {status && seesPeople(status) && (
            <WaitingRoom waiting={waiting} expected={waitingRoom} decisions={decisions} now={now} />
          )}
          <CallArea visitCall={visitCall} me={session.fhirUser} people={visit?.people} status={status} now={now} />
          {visit && status && (
            <VisitSide session={session} visit={visit} status={status} decisions={decisions} waitingRoom={waitingRoom} now={now} />
          )}
          {!visit && unread !== undefined && <p role="alert">{inWords(unread)}</p>}
        </div>
      )}
    </>
  );
}

/** Moderators, and whoever else may change the visit, such as a front desk. */
function seesPeople({ moderator, participants }: VisitStatus): boolean {
  return moderator || participants.length > 0;
}
