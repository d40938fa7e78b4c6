import { describe, expect, it } from 'vitest';
import type { ParticipantState, VisitStatus } from './status';
import { statusOf } from './status';
import type { Visit } from './visit';
import { nextStep, presence, roleInWords, stateInWords, visitTitle, whoIsThere } from './words';

const NOW = new Date(2026, 2, 4, 12, 0);
const HERE = { waits: false, wasIn: false };
const VISIT: Visit = {
  id: 'v', status: 'in-progress', phase: 'open', start: undefined, end: undefined, video: true, waitingRoom: undefined,
  people: [
    { reference: 'Patient/jane-doe', display: 'Jane Doe' },
    { reference: 'Practitioner/adam', display: 'Dr Adam Careful' },
  ],
};

function status(state: ParticipantState, rest: Partial<VisitStatus> = {}): VisitStatus {
  return { state, from: undefined, room: 'open', moderator: false, participants: [], ...rest };
}

describe('what a participant can do', () => {
  it.each([
    ['may-join', true, false],
    ['in-call', true, false],
    ['too-early', false, true],
    ['waiting', false, true],
    ['no-room', false, true],
    ['dismissed', false, false],
    ['left', false, false],
    ['closed', false, false],
    ['unknown', false, false],
  ] as const)('while %s: join %s, wait %s', (state, canJoin, canWait) => {
    expect(nextStep(VISIT.people, status(state), NOW, HERE)).toMatchObject({ canJoin, canWait });
  });

  it('is said in words that name who is waited for, and until when', () => {
    expect(nextStep(VISIT.people, status('no-room'), NOW, HERE).text).toContain('Dr Adam Careful');
    expect(nextStep(VISIT.people, status('too-early', { from: new Date(2026, 2, 4, 14, 5) }), NOW, HERE).text).toMatch(/14:05|02:05/);
  });

  it('is for a moderator to open the room', () => {
    expect(nextStep(VISIT.people, status('no-room', { moderator: true }), NOW, HERE)).toMatchObject({ canWait: false, title: 'There is no video room' });
  });
});

describe('the waiting room', () => {
  it('can be entered, and says then who lets people in', () => {
    const [outside, inside, back] = [HERE, { waits: true, wasIn: false }, { waits: true, wasIn: true }].map((here) =>
      nextStep(VISIT.people, status('waiting'), NOW, here),
    );
    expect(outside).toMatchObject({ title: 'This visit has a waiting room' });
    expect(inside).toMatchObject({ title: 'You are in the waiting room' });
    expect(inside?.text).toContain('Dr Adam Careful can see that you are here');
    expect(back?.text).toContain('You were sent back');
  });

  it('is run by nobody by name for guests, who are told no names', () => {
    expect(nextStep([], status('waiting'), NOW, { waits: true, wasIn: false }).text).toMatch(/^The clinician can see/);
    expect(nextStep([], status('dismissed'), NOW, HERE).text).toContain('If the clinician lets you in again');
  });

  it('has those who have come', () => {
    const jane = { reference: 'Patient/jane-doe', display: 'Jane Doe', role: undefined, lastSeen: undefined, guest: false, state: 'waiting' } as const;
    const since = new Date(2026, 2, 4, 11, 30);
    expect(presence({ ...jane, since }, NOW)).toMatch(/^In the waiting room since 11:30/);
    expect(presence({ ...jane, since: undefined }, NOW)).toBe('Not there');
    const all = status('may-join', { participants: [{ ...jane, since }, { ...jane, since: undefined }] });
    expect(whoIsThere(all, NOW)).toHaveLength(1);
  });

  it('has those who were there and have left', () => {
    const jane = { reference: 'Patient/jane-doe', display: 'Jane Doe', role: undefined, guest: false, since: undefined, state: 'may-join' } as const;
    expect(presence({ ...jane, lastSeen: new Date(2026, 2, 4, 11, 30) }, NOW)).toMatch(/^Left the call at 11:30/);
    expect(presence({ ...jane, lastSeen: undefined }, NOW)).toBe('Not there');
  });
});

it('a role is said in words', () => {
  const person = { reference: 'RelatedPerson/ana', display: 'Ana', state: 'waiting', since: undefined, lastSeen: undefined, guest: true, role: 'translator' } as const;
  expect(roleInWords(person)).toBe('Interpreter, guest');
  expect(roleInWords({ ...person, guest: false })).toBe('Interpreter');
  expect(roleInWords({ ...person, role: undefined })).toBe('Guest');
  expect(roleInWords({ ...person, role: undefined, guest: false })).toBe('Relative');
  expect(roleInWords({ ...person, role: undefined, guest: false, display: undefined })).toBeUndefined();
  expect(roleInWords({ ...person, reference: 'Practitioner/adam', role: 'PPRF', guest: false })).toBeUndefined();
});

describe('what $telemed-status answers', () => {
  const answer = statusOf({
    resourceType: 'Parameters',
    parameter: [
      { name: 'state', valueCode: 'may-join' },
      { name: 'room', valueCode: 'open' },
      { name: 'moderator', valueBoolean: true },
      {
        name: 'participant',
        part: [
          { name: 'reference', valueReference: { reference: 'Patient/jane-doe' } },
          { name: 'display', valueString: 'Jane Doe' },
          { name: 'state', valueCode: 'in-call' },
          { name: 'since', valueInstant: new Date(2026, 2, 4, 11, 30).toISOString() },
          { name: 'guest', valueBoolean: true },
        ],
      },
      { name: 'participant', part: [{ name: 'reference', valueReference: { reference: 'Device/x' } }, { name: 'state', valueCode: 'new-state' }, { name: 'lastSeen', valueInstant: NOW.toISOString() }] },
    ],
  });

  it('is read', () => {
    expect(answer).toMatchObject({ state: 'may-join', room: 'open', moderator: true });
    expect(answer.participants[0]).toMatchObject({ reference: 'Patient/jane-doe', display: 'Jane Doe', state: 'in-call', guest: true });
  });

  it('may have states that are not known yet', () => {
    expect(answer.participants[1]).toMatchObject({ state: 'unknown', lastSeen: NOW, guest: false });
    expect(statusOf({ resourceType: 'Parameters' }).state).toBe('unknown');
  });

  it('says who is there since when', () => {
    expect(presence(answer.participants[0]!, NOW)).toMatch(/^In the call since (11:30|11:30 AM)$/);
    expect(whoIsThere(answer, NOW)[0]).toContain('Jane Doe: in the call since 11:30');
    expect(whoIsThere(status('may-join'), NOW)).toEqual([]);
    expect(stateInWords(answer, NOW)).toBe('You can join');
  });
});

it('a visit is named after whom it is with', () => {
  expect(visitTitle(VISIT, 'Practitioner/adam')).toBe('Visit with Jane Doe');
  expect(visitTitle(VISIT, 'Patient/jane-doe')).toBe('Visit with Dr Adam Careful');
  expect(visitTitle(VISIT, 'Device/x')).toBe('Visit with Dr Adam Careful, for Jane Doe');
  expect(visitTitle({ ...VISIT, people: [] }, 'Device/x')).toBe('Video visit');
});
