import type { VisitStatus } from '../visit/status';
import type { Visit } from '../visit/visit';
import { nameOf, presence } from '../visit/words';

interface Props {
  visit: Visit;
  status: VisitStatus;
  me: string | undefined;
  now: Date;
}

/** Who belongs to the visit; moderators see who is there, and since when. */
export function PeopleList({ visit, status, me, now }: Props) {
  return (
    <section aria-labelledby="people">
      <h2 id="people">Who belongs to this visit</h2>
      <ul className="people" data-testid="people">
        {visit.people.map((person) => {
          const known = status.participants.find(({ reference }) => reference === person.reference);
          return (
            <li key={person.reference} data-testid={`person-${person.reference.replace('/', '-')}`} data-state={known?.state}>
              <span>
                {nameOf({ ...person, display: person.display ?? known?.display })}
                {person.reference === me && ' (you)'}
              </span>
              {known && <span className={known.state === 'in-call' ? 'there' : 'muted'}>{presence(known, now)}</span>}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
