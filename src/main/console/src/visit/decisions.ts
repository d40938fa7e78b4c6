import type { Parameters } from './resources';
import type { ParticipantStatus } from './status';
import { namesInWords } from './words';

/** What a moderator decides about somebody: let in, sent back to the waiting room, or sent out. */
export type Decision = 'admit' | 'waiting-room' | 'out';

/** The server takes no more people in one request. */
export const MOST_AT_ONCE = 100;

/** The text of a decision's button. */
export const DECISION_TEXTS: Record<Decision, string> = {
  admit: 'Let in',
  'waiting-room': 'To waiting room',
  out: 'Send out',
};

/**
 * What can be decided about somebody now. The server refuses to send out moderators, and anybody of a visit without a
 * waiting room who is no guest.
 *
 * @param waitingRoom whether the visit has one
 */
export function decisionsFor(person: ParticipantStatus, waitingRoom: boolean): Decision[] {
  const mustBeAdmitted = person.guest || (waitingRoom && !person.reference?.startsWith('Practitioner'));
  switch (person.state) {
    case 'waiting':
      return ['admit', 'out'];
    case 'dismissed':
      return ['admit'];
    case 'may-join':
    case 'in-call':
      return mustBeAdmitted ? ['waiting-room', 'out'] : [];
    default:
      return [];
  }
}

/** The input of `$admit-telemed-participant` or `$dismiss-telemed-participant`. */
export function decisionParameters(decision: Decision, people: string[]): Parameters {
  const participants = people.map((reference) => ({ name: 'participant', valueReference: { reference } }));
  return {
    resourceType: 'Parameters',
    parameter: decision === 'admit' ? participants : [...participants, { name: 'to', valueCode: decision }],
  };
}

/** What was decided, for screen readers. */
export function decidedInWords(decision: Decision, people: ParticipantStatus[]): string {
  const who = people.length > 3 ? `${people.length} people` : namesInWords(people);
  const verb = people.length === 1 ? 'was' : 'were';
  switch (decision) {
    case 'admit':
      return `${who} ${verb} let in.`;
    case 'waiting-room':
      return `${who} ${verb} sent back to the waiting room.`;
    case 'out':
      return `${who} ${verb} sent out.`;
  }
}
