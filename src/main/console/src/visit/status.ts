import type { Parameter, Parameters } from './resources';
import { dateOf, localReference } from './visit';

/** What `$telemed-status` says of somebody. */
export type ParticipantState =
  | 'too-early'
  | 'waiting'
  | 'may-join'
  | 'in-call'
  | 'dismissed'
  | 'left'
  | 'no-room'
  | 'closed'
  | 'unknown';

export interface ParticipantStatus {
  reference: string | undefined;
  display: string | undefined;
  role: string | undefined;
  state: ParticipantState;
  /** When they joined the call, or came to the waiting room. */
  since: Date | undefined;
  /** When they left the call, or, while they wait, asked last. */
  lastSeen: Date | undefined;
  /** Whether they come by the link of an invitation. */
  guest: boolean;
}

/** An answer or event of `$telemed-status`. */
export interface VisitStatus {
  state: ParticipantState;
  from: Date | undefined;
  room: string | undefined;
  moderator: boolean;
  /** For moderators only. */
  participants: ParticipantStatus[];
}

const STATES: readonly string[] = [
  'too-early',
  'waiting',
  'may-join',
  'in-call',
  'dismissed',
  'left',
  'no-room',
  'closed',
];

export function statusOf(parameters: Parameters): VisitStatus {
  const all = parameters.parameter ?? [];
  return {
    state: stateOf(all),
    from: dateOf(named(all, 'from')?.valueInstant),
    room: named(all, 'room')?.valueCode,
    moderator: named(all, 'moderator')?.valueBoolean ?? false,
    participants: all.filter(({ name }) => name === 'participant').map(({ part }) => participantOf(part ?? [])),
  };
}

/** The parameter of this name, if there is one. */
export function named(parameters: Parameter[], name: string): Parameter | undefined {
  return parameters.find((parameter) => parameter.name === name);
}

function participantOf(parts: Parameter[]): ParticipantStatus {
  const reference = named(parts, 'reference');
  const role = named(parts, 'role');
  const since = named(parts, 'since');
  const lastSeen = named(parts, 'lastSeen');
  return {
    reference: localReference(reference?.valueReference?.reference ?? reference?.valueString ?? reference?.valueUri),
    display: named(parts, 'display')?.valueString ?? reference?.valueReference?.display,
    role: role?.valueString ?? role?.valueCode,
    state: stateOf(parts),
    since: dateOf(since?.valueInstant ?? since?.valueDateTime),
    lastSeen: dateOf(lastSeen?.valueInstant ?? lastSeen?.valueDateTime),
    guest: named(parts, 'guest')?.valueBoolean ?? false,
  };
}

function stateOf(parameters: Parameter[]): ParticipantState {
  const code = named(parameters, 'state')?.valueCode;
  return code !== undefined && STATES.includes(code) ? (code as ParticipantState) : 'unknown';
}
