import { describe, expect, it } from 'vitest';
import type { ParticipantState, ParticipantStatus, VisitStatus } from './status';
import { arrivalOf, arrivalsInWords, titleWith, waitingPeople, waitInWords } from './waitingList';

const NOW = new Date(2026, 2, 4, 12, 0);

function person(reference: string, state: ParticipantState, since?: Date, display?: string): ParticipantStatus {
  return { reference, display, role: undefined, state, since, lastSeen: undefined, guest: false };
}

function status(...participants: ParticipantStatus[]): VisitStatus {
  return { state: 'may-join', from: undefined, room: 'open', moderator: true, participants };
}

function ago(minutes: number): Date {
  return new Date(NOW.getTime() - minutes * 60_000);
}

describe('the waiting list', () => {
  it('has those who have come, longest waiting first', () => {
    const list = waitingPeople(
      status(
        person('Patient/new', 'waiting', ago(1)),
        person('RelatedPerson/long', 'waiting', ago(20)),
        person('Device/not-come', 'waiting'),
        person('Practitioner/adam', 'in-call', ago(30)),
        person('Patient/out', 'dismissed', ago(2)),
      ),
    );
    expect(list.map(({ reference }) => reference)).toEqual(['RelatedPerson/long', 'Patient/new']);
    expect(waitingPeople(undefined)).toEqual([]);
  });

  it.each([
    [-3, 'for less than a minute'],
    [0.5, 'for less than a minute'],
    [1, 'for 1 min'],
    [59.9, 'for 59 min'],
    [65, 'for 1 h 5 min'],
  ])('says of %f minutes: %s', (minutes, words) => {
    expect(waitInWords(ago(minutes), NOW)).toBe(words);
  });
});

describe('an arrival', () => {
  const [jane, john] = waitingPeople(status(person('Patient/jane', 'waiting', ago(2), 'Jane Doe'), person('RelatedPerson/john', 'waiting', ago(1))));

  it('is said by name, or by what they are', () => {
    expect(arrivalsInWords([jane!])).toBe('Jane Doe is waiting.');
    expect(arrivalsInWords([jane!, john!])).toBe('Jane Doe and a relative are waiting.');
  });

  it('is another one when the same person comes again later', () => {
    expect(arrivalOf({ ...jane!, since: NOW })).not.toBe(arrivalOf(jane!));
    expect(arrivalOf({ ...jane! })).toBe(arrivalOf(jane!));
  });

  it('is in the title of the page', () => {
    expect(titleWith(2, 'Visit')).toBe('(2) Visit');
    expect(titleWith(0, 'Visit')).toBe('Visit');
  });
});
