import { ROLES } from './invitation';
import type { ParticipantStatus, VisitStatus } from './status';
import type { Person, Visit } from './visit';

/** What this window's user has done so far. */
export interface Here {
  /** Whether they wait, so that the page joins by itself. */
  waits: boolean;
  /** Whether they have been in the call. */
  wasIn: boolean;
}

/** What a participant is told about a visit, and what they can do. */
export interface NextStep {
  title: string;
  text: string;
  /** Whether joining makes sense now. */
  canJoin: boolean;
  /** Whether the page can wait and join by itself later. */
  canWait: boolean;
}

/** @param people those who are listed on the visit, as far as the caller knows them */
export function nextStep(people: Person[], status: VisitStatus, now: Date, here: Here): NextStep {
  switch (status.state) {
    case 'may-join':
      return step('You can join now', othersInCall(people, status), true);
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
      return inTheWaitingRoom(clinician(people), here);
    case 'no-room':
      return status.moderator
        ? step('There is no video room', 'Open one, and everybody who is listed can join.', false)
        : waiting('The video room is not open yet', `${clinician(people)} has to open it first. You need to do nothing.`);
    case 'dismissed':
      return step('You were asked to leave', `You cannot join now. If ${inSentence(clinician(people))} lets you in again, this page says so.`, false);
    case 'left':
      return step('You are no longer part of this visit', 'Your part in it has ended.', false);
    case 'closed':
      return step('This visit is over', 'Nobody can join any more.', false);
    case 'unknown':
      return step('You take no part in this visit', 'You may look after it, but you cannot join it.', false);
  }
}

function inTheWaitingRoom(clinician: string, { waits, wasIn }: Here): NextStep {
  if (!waits) {
    return waiting('This visit has a waiting room', `Check your camera and microphone, then enter. ${clinician} will let you in.`);
  }
  return wasIn
    ? waiting('You are back in the waiting room', `You were sent back from the call. ${clinician} will let you in again. You need to do nothing.`)
    : waiting('You are in the waiting room', `${clinician} can see that you are here, and will let you in. You need to do nothing.`);
}

/** What somebody else's state means, for moderators. */
export function presence(participant: ParticipantStatus, now: Date): string {
  const { state, since, lastSeen } = participant;
  switch (state) {
    case 'in-call':
      return since ? `In the call since ${timeInWords(since, now)}` : 'In the call';
    case 'waiting':
      return since ? `In the waiting room since ${timeInWords(since, now)}` : 'Not there';
    case 'may-join':
    case 'too-early':
    case 'no-room':
      return lastSeen ? `Left the call at ${timeInWords(lastSeen, now)}` : 'Not there';
    case 'dismissed':
      return 'Was sent out';
    case 'left':
      return 'No longer part of the visit';
    case 'closed':
      return 'Visit is over';
    case 'unknown':
      return 'Not known';
  }
}

/** Who is in the call or waits, and since when, for a row in the list of visits. */
export function whoIsThere(status: VisitStatus, now: Date): string[] {
  return status.participants
    .filter(({ state, since }) => state === 'in-call' || (state === 'waiting' && since))
    .map((person) => `${nameOfParticipant(person)}: ${inSentence(presence(person, now))}`);
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
      return 'The waiting room is open';
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

/** The same for somebody in a status. */
export function nameOfParticipant({ display, reference }: ParticipantStatus): string {
  return display ?? typeInWords(reference);
}

/** `Jane`, `Jane and a relative`, `Jane, John and a device`. */
export function namesInWords(people: ParticipantStatus[]): string {
  const names = people.map((person, index) => {
    const name = nameOfParticipant(person);
    return index > 0 && !person.display ? inSentence(name) : name;
  });
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** What somebody is in a visit, beside their name; nothing where the name says it, or for practitioners without a special part. */
export function roleInWords({ role, guest, reference, display }: ParticipantStatus): string | undefined {
  const known = ROLES.find(([code]) => code !== '' && code === role)?.[1];
  if (known) {
    return guest ? `${known}, guest` : known;
  }
  if (guest) {
    return 'Guest';
  }
  return display === undefined ? undefined : KINDS[reference?.split('/')[0] ?? ''];
}

const KINDS: Record<string, string> = { Patient: 'Patient', RelatedPerson: 'Relative', Device: 'Device' };

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

function clinician(people: Person[]): string {
  const found = people.find(({ reference }) => reference.startsWith('Practitioner'));
  return found ? nameOf(found) : 'The clinician';
}

function othersInCall(people: Person[], status: VisitStatus): string {
  const there = status.participants.filter(({ state }) => state === 'in-call').length;
  if (there > 0) {
    return there === 1 ? 'One person is in the call.' : `${there} people are in the call.`;
  }
  return status.moderator || people.length === 0 ? 'The room is open.' : `The room is open. Check your camera, then join.`;
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
  return name.replace(/^(The|A|In) /, (first) => first.toLowerCase());
}
