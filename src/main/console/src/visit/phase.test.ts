import { describe, expect, it } from 'vitest';
import { finishedStatus, openStatuses, phaseOf, statusInWords } from './phase';

describe('the phase of a visit', () => {
  it.each([
    ['planned', 'planned'],
    ['arrived', 'open'],
    ['triaged', 'open'],
    ['in-progress', 'open'],
    ['onleave', 'open'],
    ['on-hold', 'open'],
    ['finished', 'closed'],
    ['completed', 'closed'],
    ['discharged', 'closed'],
    ['discontinued', 'closed'],
    ['cancelled', 'closed'],
    ['entered-in-error', 'closed'],
    ['unknown', 'unknown'],
    ['nonsense', 'unknown'],
    [undefined, 'unknown'],
  ])('is that of the contract: %s is %s', (status, phase) => {
    expect(phaseOf(status)).toBe(phase);
  });

  it('is searched for by the statuses that the FHIR version has', () => {
    expect(openStatuses('4.0.1')).toContain('arrived');
    expect(openStatuses('4.3.0')).toContain('onleave');
    expect(openStatuses('5.0.0')).toEqual(['planned', 'in-progress', 'on-hold']);
    expect([...openStatuses('4.0.1'), ...openStatuses('5.0.0')].map(phaseOf)).not.toContain('closed');
  });

  it('ends with another status in R5', () => {
    expect(finishedStatus('4.0.1')).toBe('finished');
    expect(finishedStatus('4.3.0')).toBe('finished');
    expect(finishedStatus('5.0.0')).toBe('completed');
  });

  it('has words for every status', () => {
    expect(statusInWords('in-progress')).toBe('In progress');
    expect(statusInWords('completed')).toBe(statusInWords('finished'));
    expect(statusInWords('nonsense')).toBe('Status unknown');
  });
});
