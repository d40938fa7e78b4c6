import { describe, expect, it } from 'vitest';
import { decidedInWords, decisionParameters, decisionsFor } from './decisions';
import type { ParticipantState, ParticipantStatus } from './status';

function person(state: ParticipantState, rest: Partial<ParticipantStatus> = {}): ParticipantStatus {
  return { reference: 'Patient/jane', display: 'Jane', role: undefined, since: undefined, lastSeen: undefined, guest: false, state, ...rest };
}

describe('what can be decided about somebody', () => {
  it.each([
    ['waiting', ['admit', 'out']],
    ['in-call', ['waiting-room', 'out']],
    ['may-join', ['waiting-room', 'out']],
    ['dismissed', ['admit']],
    ['no-room', []],
    ['too-early', []],
    ['left', []],
    ['closed', []],
    ['unknown', []],
  ] as const)('who is %s: %s', (state, decisions) => {
    expect(decisionsFor(person(state), true)).toEqual(decisions);
  });

  it('is nothing in a visit without a waiting room, but for guests', () => {
    expect(decisionsFor(person('in-call'), false)).toEqual([]);
    expect(decisionsFor(person('in-call', { guest: true }), false)).toEqual(['waiting-room', 'out']);
  });

  it('is nothing about clinicians, unless they are guests', () => {
    const clinician = { reference: 'Practitioner/adam' };
    expect(decisionsFor(person('in-call', clinician), true)).toEqual([]);
    expect(decisionsFor(person('in-call', { reference: 'PractitionerRole/adam' }), true)).toEqual([]);
    expect(decisionsFor(person('in-call', { ...clinician, guest: true }), true)).toEqual(['waiting-room', 'out']);
  });
});

describe('a decision', () => {
  it('names everybody, and where to for those who are dismissed', () => {
    expect(decisionParameters('admit', ['Patient/a', 'Device/b'])).toEqual({
      resourceType: 'Parameters',
      parameter: [
        { name: 'participant', valueReference: { reference: 'Patient/a' } },
        { name: 'participant', valueReference: { reference: 'Device/b' } },
      ],
    });
    expect(decisionParameters('out', ['Patient/a']).parameter?.at(-1)).toEqual({ name: 'to', valueCode: 'out' });
    expect(decisionParameters('waiting-room', ['Patient/a']).parameter?.at(-1)?.valueCode).toBe('waiting-room');
  });

  it('is said', () => {
    const [jane, john, ana, device] = ['Jane', 'John', 'Ana', undefined].map((display) => person('waiting', { display, reference: 'Device/x' }));
    expect(decidedInWords('admit', [jane!])).toBe('Jane was let in.');
    expect(decidedInWords('out', [jane!, john!])).toBe('Jane and John were sent out.');
    expect(decidedInWords('waiting-room', [jane!, ana!, device!])).toBe('Jane, Ana and a device were sent back to the waiting room.');
    expect(decidedInWords('admit', [jane!, john!, ana!, device!])).toBe('4 people were let in.');
  });
});
