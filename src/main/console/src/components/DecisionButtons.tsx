import { Button } from 'react-aria-components';
import type { Decisions } from '../hooks/useDecisions';
import { type Decision, DECISION_TEXTS } from '../visit/decisions';
import type { ParticipantStatus } from '../visit/status';
import { nameOfParticipant } from '../visit/words';

interface Props {
  person: ParticipantStatus;
  choices: Decision[];
  decisions: Decisions;
}

/** What a moderator can decide about one person. */
export function DecisionButtons({ person, choices, decisions }: Props) {
  const isPending = decisions.pending.has(person.reference ?? '');
  return (
    <div className="row decisions">
      {choices.map((decision) => (
        <Button
          key={decision}
          className={decision === 'admit' ? 'button small primary' : 'button small'}
          data-testid={`${decision}-${person.reference?.replace('/', '-')}`}
          // Not disabled, which would take the focus away from whoever uses the keyboard
          isPending={isPending}
          onPress={() => decisions.make(decision, [person])}
        >
          {DECISION_TEXTS[decision]}
          <span className="visually-hidden">: {nameOfParticipant(person)}</span>
        </Button>
      ))}
    </div>
  );
}
