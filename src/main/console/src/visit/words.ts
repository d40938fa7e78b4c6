import type { ParticipantState, ParticipantStatus, VisitStatus } from './status';
import type { Person, Visit } from './visit';

/** What a participant is told about a visit, and what they can do. */
export interface NextStep {
  title: string;
  text: string;
  /** Whether joining makes sense now. */
  canJoin: boolean;
  /** Whether the page can wait and join by itself later. */
  canWait: boolean;
}

export function nextStep(visit: Visit, status: VisitStatus, now: Date): NextStep {
  switch (status.state) {
    case 'may-join':
      return step('You can join now', othersInCall(visit, status), true);
    case 'in-call':
      return step('The call is on', 'You are in this call in another window. Joining here ends it there.', true);
    case 'too-early':
      return waiting(
        'It is too early to join',
        status.from
          ? `You can join from ${timeInWords(status.from, now)}.`
          : 'You can join shortly before the visit starts.',
      );
    case 'waiting':
      return waiting('You are in the waiting room', `${clinician(visit)} can see that you are here, and will let you in.`);
    case 'no-room':
      return status.moderator
        ? step('There is no video room', 'Open one, and everybody who is listed can join.', false)
        : waiting('The video room is not open yet', `${clinician(visit)} has to open it first. You need to do nothing.`);
    case 'dismissed':
      return step('You were asked to leave', `If you think that this is a mistake, call ${clinician(visit)}.`, false);
    case 'left':
      return step('You are no longer part of this visit', 'Your part in it has ended.', false);
    case 'closed':
      return step('This visit is over', 'Nobody can join any more.', false);
    case 'unknown':
      return step('You take no part in this visit', 'You may look after it, but you cannot join it.', false);
  }
}

/** What somebody else's state means, for moderators. */
export function presence(participant: ParticipantStatus, now: Date): string {
  const since = participant.since ? ` since ${timeInWords(participant.since, now)}` : '';
  return PRESENCE[participant.state] + (participant.state === 'in-call' || participant.state === 'waiting' ? since : '');
}

const PRESENCE: Record<ParticipantState, string> = {
  'in-call': 'In the call',
  waiting: 'In the waiting room',
  'may-join': 'Not there',
  'too-early': 'Not there',
  'no-room': 'Not there',
  dismissed: 'Was asked to leave',
  left: 'No longer part of the visit',
  closed: 'Visit is over',
  unknown: 'Not known',
};

/** Who is in the call and since when, for a row in the list of visits. */
export function whoIsThere(status: VisitStatus, now: Date): string | undefined {
  const there = status.participants.filter(({ state }) => state === 'in-call' || state === 'waiting');
  return there.length === 0
    ? undefined
    : there.map((person) => `${person.display ?? typeInWords(person.reference)}: ${presence(person, now).toLowerCase()}`).join('; ');
}

/** A short word on a visit for its row in the list. */
export function stateInWords(status: VisitStatus, now: Date): string {
  switch (status.state) {
    case 'may-join':
      return 'You can join';
    case 'in-call':
      return 'You are in the call';
    case 'too-early':
      return status.from ? `Opens at ${timeInWords(status.from, now)}` : 'Not open yet';
    case 'waiting':
      return 'You are in the waiting room';
    case 'no-room':
      return 'No video room yet';
    case 'dismissed':
    case 'left':
      return 'You are no longer part of it';
    case 'closed':
      return 'Over';
    case 'unknown':
      return '';
  }
}

/** A person's name, or what they are. */
export function nameOf(person: Person): string {
  return person.display ?? typeInWords(person.reference);
}

/** The time of day, with the day where it is not today. */
export function timeInWords(time: Date, now: Date): string {
  const clock = time.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
  return time.toDateString() === now.toDateString()
    ? clock
    : `${time.toLocaleDateString([], { day: 'numeric', month: 'short', year: 'numeric' })}, ${clock}`;
}

const TYPES: Record<string, string> = {
  Patient: 'The patient',
  Practitioner: 'The clinician',
  PractitionerRole: 'The clinician',
  RelatedPerson: 'A relative',
  Device: 'A device',
  Group: 'A group',
};

function typeInWords(reference: string | undefined): string {
  return TYPES[reference?.split('/')[0] ?? ''] ?? 'Somebody';
}

function clinician(visit: Visit): string {
  const found = visit.people.find(({ reference }) => reference.startsWith('Practitioner'));
  return found ? nameOf(found) : 'The clinician';
}

function othersInCall(visit: Visit, status: VisitStatus): string {
  const there = status.participants.filter(({ state }) => state === 'in-call').length;
  if (there > 0) {
    return there === 1 ? 'One person is in the call.' : `${there} people are in the call.`;
  }
  return status.moderator || visit.people.length === 0 ? 'The room is open.' : `The room is open. Check your camera, then join.`;
}

function step(title: string, text: string, canJoin: boolean): NextStep {
  return { title, text, canJoin, canWait: false };
}

function waiting(title: string, text: string): NextStep {
  return { title, text, canJoin: false, canWait: true };
}

/** What a visit is called for this person: the others that matter to them. */
export function visitTitle(visit: Visit, me: string | undefined): string {
  const patient = visit.people.find(({ reference }) => reference.startsWith('Patient/'));
  const named = me?.startsWith('Practitioner') ? patient : visit.people.find(({ reference }) => reference.startsWith('Practitioner'));
  const whose = me?.startsWith('Practitioner') || patient?.reference === me || !patient ? '' : `, for ${nameOf(patient)}`;
  return named && named.reference !== me ? `Visit with ${inSentence(nameOf(named))}${whose}` : `Video visit${whose}`;
}

function inSentence(name: string): string {
  return name.replace(/^(The|A) /, (article) => article.toLowerCase());
}
