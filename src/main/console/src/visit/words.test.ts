import { describe, expect, it } from 'vitest';
import type { ParticipantState, VisitStatus } from './status';
import { statusOf } from './status';
import type { Visit } from './visit';
import { nextStep, presence, stateInWords, visitTitle, whoIsThere } from './words';

const NOW = new Date(2026, 2, 4, 12, 0);
const VISIT: Visit = {
  id: 'v', status: 'in-progress', phase: 'open', start: undefined, end: undefined, video: true,
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
    expect(nextStep(VISIT, status(state), NOW)).toMatchObject({ canJoin, canWait });
  });

  it('is said in words that name who is waited for, and until when', () => {
    expect(nextStep(VISIT, status('no-room'), NOW).text).toContain('Dr Adam Careful');
    expect(nextStep(VISIT, status('too-early', { from: new Date(2026, 2, 4, 14, 5) }), NOW).text).toMatch(/14:05|02:05/);
  });

  it('is for a moderator to open the room', () => {
    expect(nextStep(VISIT, status('no-room', { moderator: true }), NOW)).toMatchObject({ canWait: false, title: 'There is no video room' });
  });
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
        ],
      },
      { name: 'participant', part: [{ name: 'reference', valueReference: { reference: 'Device/x' } }, { name: 'state', valueCode: 'new-state' }] },
    ],
  });

  it('is read', () => {
    expect(answer).toMatchObject({ state: 'may-join', room: 'open', moderator: true });
    expect(answer.participants[0]).toMatchObject({ reference: 'Patient/jane-doe', display: 'Jane Doe', state: 'in-call' });
  });

  it('may have states that are not known yet', () => {
    expect(answer.participants[1]?.state).toBe('unknown');
    expect(statusOf({ resourceType: 'Parameters' }).state).toBe('unknown');
  });

  it('says who is there since when', () => {
    expect(presence(answer.participants[0]!, NOW)).toMatch(/^In the call since (11:30|11:30 AM)$/);
    expect(whoIsThere(answer, NOW)).toContain('Jane Doe: in the call since');
    expect(whoIsThere(status('may-join'), NOW)).toBeUndefined();
    expect(stateInWords(answer, NOW)).toBe('You can join');
  });
});

it('a visit is named after whom it is with', () => {
  expect(visitTitle(VISIT, 'Practitioner/adam')).toBe('Visit with Jane Doe');
  expect(visitTitle(VISIT, 'Patient/jane-doe')).toBe('Visit with Dr Adam Careful');
  expect(visitTitle(VISIT, 'Device/x')).toBe('Visit with Dr Adam Careful, for Jane Doe');
  expect(visitTitle({ ...VISIT, people: [] }, 'Device/x')).toBe('Video visit');
});
