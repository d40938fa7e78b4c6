import { useMemo, useState } from 'react';
import type { Config } from '../api/config';
import { guestVisit } from '../api/guest';
import { useVisitCall } from '../call/useVisitCall';
import { ConnectionNotice } from '../components/ConnectionNotice';
import { useNow } from '../hooks/useNow';
import { useView } from '../hooks/useView';
import { useVisitStatus } from '../hooks/useVisitStatus';
import type { Person } from '../visit/visit';
import { CallArea } from './CallArea';
import { InvitationRefused } from './InvitationRefused';

/** Guests are not told who else is listed. */
const NOBODY: Person[] = [];

interface Props {
  config: Config;
  /** Whether the guest has just pressed "Join the visit". */
  comesToWait: boolean;
}

/** The visit as a guest sees it: the waiting room and the call. */
export default function GuestVisitView({ config, comesToWait }: Props) {
  const now = useNow();
  const [attempt, setAttempt] = useState(0);
  const api = useMemo(() => guestVisit(config), [config]);
  const { status, connection, error } = useVisitStatus(api, attempt);
  const visitCall = useVisitCall(api, status, comesToWait);
  // The invitation ends with the visit, and then the server does not know it any more
  if (connection === 'refused' && !visitCall.isIn && status?.state !== 'closed') {
    return <InvitationRefused error={error} wasPart={status !== undefined} onRetry={() => setAttempt((last) => last + 1)} />;
  }
  return (
    <>
      <VisitHeading isIn={visitCall.isIn} />
      <ConnectionNotice connection={connection} />
      <CallArea visitCall={visitCall} me={undefined} people={NOBODY} status={status} now={now} />
    </>
  );
}

function VisitHeading({ isIn }: { isIn: boolean }) {
  const heading = useView(isIn ? 'In the call – Video visit' : 'Video visit');
  return (
    <h1 ref={heading} tabIndex={-1}>
      Video visit
    </h1>
  );
}
