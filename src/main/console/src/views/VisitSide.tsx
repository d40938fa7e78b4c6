import { useState } from 'react';
import { Button } from 'react-aria-components';
import { finishVisit } from '../api/encounters';
import { inWords } from '../api/errors';
import type { Session } from '../api/session';
import { createRoom, endRoom } from '../api/telemed';
import { ConfirmButton } from '../components/ConfirmButton';
import { InviteButton } from '../components/InviteButton';
import { Notice } from '../components/Notice';
import { PeopleList } from '../components/PeopleList';
import type { Decisions } from '../hooks/useDecisions';
import type { VisitStatus } from '../visit/status';
import type { Visit } from '../visit/visit';

interface Props {
  session: Session;
  visit: Visit;
  status: VisitStatus;
  decisions: Decisions;
  /** Whether the visit has a waiting room. */
  waitingRoom: boolean;
  now: Date;
}

/** Beside the call: who belongs to the visit, and for moderators what they can do with it. */
export function VisitSide({ session, visit, status, ...people }: Props) {
  return (
    <aside className="card side" aria-label="About this visit">
      <PeopleList visit={visit} status={status} me={session.fhirUser} {...people} />
      {status.moderator && visit.phase !== 'closed' && <Actions session={session} visit={visit} status={status} />}
    </aside>
  );
}

function Actions({ session, visit, status }: Pick<Props, 'session' | 'visit' | 'status'>) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const run = (action: (session: Session, id: string) => Promise<unknown>) => (): void => {
    setBusy(true);
    setProblem(undefined);
    action(session, visit.id)
      .catch((error: unknown) => setProblem(inWords(error)))
      .finally(() => setBusy(false));
  };
  const hasRoom = status.room === 'open' || status.room === 'lapsed';
  return (
    <section className="actions" aria-label="Actions">
      {problem && (
        <Notice kind="error" testId="action-problem">
          {problem}
        </Notice>
      )}
      {!hasRoom && (
        <Button className="button primary" data-testid="create-room" isDisabled={busy} onPress={run(createRoom)}>
          Open a video room
        </Button>
      )}
      {session.config.guests && <InviteButton session={session} id={visit.id} status={status} />}
      {status.room === 'open' && (
        <ConfirmButton
          testId="end-call"
          text="End call for everyone"
          question="End the call for everyone?"
          explanation="Everybody is disconnected. The visit stays open, and you can open a new room."
          isDisabled={busy}
          onConfirm={run(endRoom)}
        />
      )}
      <ConfirmButton
        testId="finish-visit"
        text="Finish visit"
        question="Finish this visit?"
        explanation="The visit is over then, everybody is disconnected, and nobody can join any more."
        isDisabled={busy}
        onConfirm={run(finishVisit)}
      />
    </section>
  );
}
