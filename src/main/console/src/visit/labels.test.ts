import { describe, expect, it } from 'vitest';
import { labelsOf } from './labels';
import type { ParticipantState, VisitStatus } from './status';

const ADAM = { reference: 'Practitioner/adam', display: 'Dr Adam' };
const JANE = { reference: 'Patient/jane', display: 'Jane' };
const JOHN = { reference: 'RelatedPerson/john', display: 'John' };

function statusWith(...states: [{ reference: string; display: string }, ParticipantState][]): VisitStatus {
  const participants = states.map(([person, state]) => ({ ...person, state, role: undefined, since: undefined, lastSeen: undefined, guest: false }));
  return { state: 'in-call', from: undefined, room: 'open', moderator: true, participants };
}

describe('a tile', () => {
  it('has the name of the only other one who is listed', () => {
    expect(labelsOf(['PA1'], ADAM.reference, [ADAM, JANE], undefined).get('PA1')).toBe('Jane');
    expect(labelsOf(['PA1'], JANE.reference, [ADAM, JANE], undefined).get('PA1')).toBe('Dr Adam');
  });

  it('has the name of the only other one who is there', () => {
    const status = statusWith([ADAM, 'in-call'], [JANE, 'may-join'], [JOHN, 'in-call']);
    expect(labelsOf(['PA1'], ADAM.reference, [ADAM, JANE, JOHN], status).get('PA1')).toBe('John');
  });

  it('has no name where it could be either', () => {
    const status = statusWith([ADAM, 'in-call'], [JANE, 'in-call'], [JOHN, 'in-call']);
    const labels = labelsOf(['PA1', 'PA2'], ADAM.reference, [ADAM, JANE, JOHN], status);
    expect([...labels.values()]).toEqual(['Participant 1', 'Participant 2']);
    expect(labelsOf(['PA1'], ADAM.reference, [ADAM, JANE, JOHN], undefined).get('PA1')).toBe('Participant');
    expect(labelsOf(['PA1'], ADAM.reference, [ADAM, JANE, JOHN], status).get('PA1')).toBe('Participant');
  });

  it('has no name for a group, which stands for many', () => {
    expect(labelsOf(['PA1'], ADAM.reference, [ADAM, { reference: 'Group/team', display: 'Team' }], undefined).get('PA1')).toBe('Participant');
  });

  it('has no name where the caller is not listed, and the other one could be anybody', () => {
    expect(labelsOf(['PA1'], 'Practitioner/else', [ADAM], undefined).get('PA1')).toBe('Participant');
  });
});
