import { useSyncExternalStore } from 'react';
import { Button } from 'react-aria-components';
import { inWords } from '../api/errors';
import type { Session } from '../api/session';
import { Notice } from '../components/Notice';
import { VisitRow } from '../components/VisitRow';
import { useNow } from '../hooks/useNow';
import { useStatuses } from '../hooks/useStatuses';
import { useView } from '../hooks/useView';
import { useVisits } from '../hooks/useVisits';
import type { VisitStatus } from '../visit/status';
import type { Visit } from '../visit/visit';
import { visitsOfTheDay } from '../visit/visitList';

/** The user's visits of today. */
export function VisitListView({ session }: { session: Session }) {
  const heading = useView('Today – Visits');
  const now = useNow();
  const { visits, error, reload } = useVisits(session);
  const expired = useSyncExternalStore(session.onExpired, session.expired);
  const { now: open, planned, over } = visitsOfTheDay(visits ?? [], now);
  const statuses = useStatuses(session, [...open, ...planned].map(({ id }) => id));
  const section = { session, statuses, now };
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        Your visits today
      </h1>
      <p className="muted">{now.toLocaleDateString([], { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })}</p>
      {session.fhirUser === undefined && (
        <Notice kind="warning">Your sign-in does not say who you are in the records, so your visits cannot be found.</Notice>
      )}
      {error !== undefined && (
        <Notice kind="error">
          <p>{inWords(error)}</p>
          <Button className="button" onPress={reload}>
            Try again
          </Button>
        </Notice>
      )}
      {visits === undefined && error === undefined && !expired && <p role="status">Looking for your visits…</p>}
      {visits && open.length + planned.length + over.length === 0 && (
        <p className="card" data-testid="no-visits">
          You have no video visits today.
        </p>
      )}
      <Section title="Now" testId="visits-now" visits={open} {...section} />
      <Section title="Planned" testId="visits-planned" visits={planned} {...section} />
      <Section title="Over" testId="visits-over" visits={over} {...section} />
    </>
  );
}

interface SectionProps {
  title: string;
  testId: string;
  visits: Visit[];
  session: Session;
  statuses: Map<string, VisitStatus>;
  now: Date;
}

function Section({ title, testId, visits, session, statuses, now }: SectionProps) {
  if (visits.length === 0) {
    return null;
  }
  return (
    <section aria-labelledby={testId}>
      <h2 id={testId}>{title}</h2>
      <ul className="visits" data-testid={testId}>
        {visits.map((visit) => (
          <VisitRow key={visit.id} visit={visit} me={session.fhirUser} status={statuses.get(visit.id)} now={now} />
        ))}
      </ul>
    </section>
  );
}
