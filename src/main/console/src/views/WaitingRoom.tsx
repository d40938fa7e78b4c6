import { useState } from 'react';
import { Switch } from 'react-aria-components';
import { DecisionButtons } from '../components/DecisionButtons';
import { Notice } from '../components/Notice';
import { PendingButton } from '../components/PendingButton';
import { useArrivals } from '../hooks/useArrivals';
import { useBell } from '../hooks/useBell';
import type { Decisions } from '../hooks/useDecisions';
import { useFocusWhenLost } from '../hooks/useFocusWhenLost';
import { waitInWords, type WaitingPerson } from '../visit/waitingList';
import { nameOfParticipant, roleInWords } from '../visit/words';

interface Props {
  waiting: WaitingPerson[];
  /** Whether somebody may come here, so that it is shown while it is empty. */
  expected: boolean;
  decisions: Decisions;
  now: Date;
}

/** For moderators: who waits to be let in. */
export function WaitingRoom({ waiting, expected, decisions, now }: Props) {
  const bell = useBell();
  useArrivals(waiting, bell.ring);
  const [wasShown, setWasShown] = useState(false);
  const isShown = expected || wasShown || waiting.length > 0;
  if (isShown !== wasShown) {
    setWasShown(isShown); // it does not vanish below the finger of whoever has just let in the last one
  }
  const list = useFocusWhenLost<HTMLElement>(waiting.length);
  if (!isShown) {
    return decisions.problem ? <Problem text={decisions.problem} /> : null;
  }
  const pending = waiting.filter(({ reference }) => decisions.pending.has(reference)).length;
  return (
    <section className="card waiting-room" aria-labelledby="waiting" data-testid="waiting-room" ref={list} tabIndex={-1}>
      <h2 id="waiting">In the waiting room{waiting.length > 0 && ` (${waiting.length})`}</h2>
      {decisions.problem && <Problem text={decisions.problem} />}
      {waiting.length === 0 ? (
        <p className="muted">Nobody is waiting.</p>
      ) : (
        <ul className="people">
          {waiting.map((person) => (
            <WaitingRow key={person.reference} person={person} decisions={decisions} now={now} />
          ))}
        </ul>
      )}
      {waiting.length > 1 && (
        <PendingButton
          className="button"
          data-testid="admit-everyone"
          isPending={pending === waiting.length}
          onPress={() => decisions.make('admit', waiting)}
        >
          Let everyone in ({waiting.length})
        </PendingButton>
      )}
      <Switch className="switch" isSelected={bell.isOn} onChange={bell.switchTo} data-testid="sound">
        <span className="knob" /> Sound when somebody comes
      </Switch>
    </section>
  );
}

function WaitingRow({ person, decisions, now }: { person: WaitingPerson; decisions: Decisions; now: Date }) {
  const role = roleInWords(person);
  return (
    <li data-testid={`waiting-${person.reference.replace('/', '-')}`}>
      <span>
        <strong>{nameOfParticipant(person)}</strong>
        {role && `, ${role.toLowerCase()}`}
      </span>
      <span className="muted">Waiting {waitInWords(person.since, now)}</span>
      <DecisionButtons person={person} choices={['admit', 'out']} decisions={decisions} />
    </li>
  );
}

function Problem({ text }: { text: string }) {
  return (
    <Notice kind="error" testId="decision-problem">
      {text}
    </Notice>
  );
}
