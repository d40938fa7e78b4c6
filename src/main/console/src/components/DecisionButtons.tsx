import type { Decisions } from '../hooks/useDecisions';
import { type Decision, DECISION_TEXTS } from '../visit/decisions';
import type { ParticipantStatus } from '../visit/status';
import { nameOfParticipant } from '../visit/words';
import { PendingButton } from './PendingButton';

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
        <PendingButton
          key={decision}
          className={decision === 'admit' ? 'button small primary' : 'button small'}
          data-testid={`${decision}-${person.reference?.replace('/', '-')}`}
          isPending={isPending}
          onPress={() => decisions.make(decision, [person])}
        >
          {DECISION_TEXTS[decision]}
          <span className="visually-hidden">: {nameOfParticipant(person)}</span>
        </PendingButton>
      ))}
    </div>
  );
}
