import type { Decisions } from '../hooks/useDecisions';
import { useFocusWhenLost } from '../hooks/useFocusWhenLost';
import { decisionsFor } from '../visit/decisions';
import type { ParticipantStatus, VisitStatus } from '../visit/status';
import type { Person, Visit } from '../visit/visit';
import { nameOf, presence, roleInWords } from '../visit/words';
import { DecisionButtons } from './DecisionButtons';

interface Props {
  visit: Visit;
  status: VisitStatus;
  me: string | undefined;
  decisions: Decisions;
  /** Whether the visit has a waiting room. */
  waitingRoom: boolean;
  now: Date;
}

/** Who belongs to the visit; moderators see who is there, since when, and can send people out. */
export function PeopleList({ visit, status, me, ...rest }: Props) {
  return (
    <section aria-labelledby="people">
      <h2 id="people">Who belongs to this visit</h2>
      <ul className="people" data-testid="people">
        {visit.people.map((person) => {
          const known = status.participants.find(({ reference }) => reference === person.reference);
          return <PersonRow key={person.reference} person={person} known={known} isMe={person.reference === me} {...rest} />;
        })}
      </ul>
    </section>
  );
}

interface RowProps extends Pick<Props, 'decisions' | 'waitingRoom' | 'now'> {
  person: Person;
  known: ParticipantStatus | undefined;
  isMe: boolean;
}

function PersonRow({ person, known, isMe, decisions, waitingRoom, now }: RowProps) {
  const role = known && roleInWords(known);
  const isThere = known?.state === 'in-call';
  // Those who wait are in a list of their own
  const choices = known && known.state !== 'waiting' ? decisionsFor(known, waitingRoom) : [];
  const row = useFocusWhenLost<HTMLLIElement>(choices.join(' '));
  return (
    <li ref={row} tabIndex={-1} data-testid={`person-${person.reference.replace('/', '-')}`} data-state={known?.state}>
      <span>
        {nameOf({ ...person, display: person.display ?? known?.display })}
        {isMe && ' (you)'}
        {role && <span className="muted"> {role}</span>}
      </span>
      {known && <span className={isThere ? 'there' : 'muted'}>{presence(known, now)}</span>}
      {known && choices.length > 0 && <DecisionButtons person={known} choices={choices} decisions={decisions} />}
    </li>
  );
}
