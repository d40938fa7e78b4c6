import type { ParticipantStatus, VisitStatus } from './status';
import { namesInWords } from './words';

/** Somebody who has come and waits to be let in. */
export interface WaitingPerson extends ParticipantStatus {
  reference: string;
  /** When they came. */
  since: Date;
}

/** Who waits to be let in, longest waiting first. Those who would have to wait and have not come are not among them. */
export function waitingPeople(status: VisitStatus | undefined): WaitingPerson[] {
  return (status?.participants ?? [])
    .filter((person): person is WaitingPerson => isWaiting(person) && person.reference !== undefined)
    .sort((one, other) => one.since.getTime() - other.since.getTime() || one.reference.localeCompare(other.reference));
}

export function isWaiting({ state, since }: ParticipantStatus): boolean {
  return state === 'waiting' && since !== undefined;
}

/** How long somebody has waited. The clocks of the server and of this machine may differ. */
export function waitInWords(since: Date, now: Date): string {
  const minutes = Math.floor((now.getTime() - since.getTime()) / 60_000);
  if (minutes < 1) {
    return 'for less than a minute';
  }
  return minutes < 60 ? `for ${minutes} min` : `for ${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** Names an arrival: who comes again later has another one; who was let in and sent back has the same. */
export function arrivalOf({ reference, since }: WaitingPerson): string {
  return `${reference} ${since.getTime()}`;
}

/** Says who has come, for screen readers. */
export function arrivalsInWords(people: WaitingPerson[]): string {
  return `${namesInWords(people)} ${people.length === 1 ? 'is' : 'are'} waiting.`;
}

/** The title of a page whose user can let people in. */
export function titleWith(waiting: number, title: string): string {
  return waiting === 0 ? title : `(${waiting}) ${title}`;
}
