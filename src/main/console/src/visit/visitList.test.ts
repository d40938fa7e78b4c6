import { describe, expect, it } from 'vitest';
import { phaseOf } from './phase';
import type { Visit } from './visit';
import { dayOf, visitsOfTheDay, visitsWith } from './visitList';

const NOW = new Date(2026, 2, 4, 12, 0);

function visit(id: string, status: string, start?: Date, end?: Date): Visit {
  return { id, status, phase: phaseOf(status), start, end, people: [], video: true, waitingRoom: undefined };
}

function ids(visits: Visit[]): string[] {
  return visits.map(({ id }) => id);
}

describe('the visits of the day', () => {
  it('are open ones of any day, planned ones until its end, and those that were over today', () => {
    const list = visitsOfTheDay(
      [
        visit('open', 'in-progress', new Date(2024, 0, 1)),
        visit('tonight', 'planned', new Date(2026, 2, 4, 23, 59)),
        visit('overdue', 'planned', new Date(2026, 2, 3)),
        visit('tomorrow', 'planned', new Date(2026, 2, 5)),
        visit('some-time', 'planned'),
        visit('this-morning', 'finished', new Date(2026, 2, 4, 8), new Date(2026, 2, 4, 9)),
        visit('last-year', 'finished', new Date(2025, 2, 4), new Date(2025, 2, 4)),
        visit('never', 'cancelled'),
      ],
      NOW,
    );
    expect(ids(list.now)).toEqual(['open']);
    expect(ids(list.planned)).toEqual(['overdue', 'tonight', 'some-time']);
    expect(ids(list.over)).toEqual(['this-morning']);
  });

  it('are each there once, without mistakes and without visits in person', () => {
    const inPerson = { ...visit('in-person', 'arrived'), video: false };
    const list = visitsOfTheDay([visit('a', 'arrived'), visit('a', 'arrived'), visit('b', 'entered-in-error'), inPerson], NOW);
    expect(ids(list.now)).toEqual(['a']);
  });

  it('of a device are those that list it', () => {
    const with_ = { ...visit('with', 'arrived'), people: [{ reference: 'Device/x', display: undefined }] };
    expect(ids(visitsWith('Device/x', [with_, visit('without', 'arrived')]))).toEqual(['with']);
  });

  it('are searched for by the day here', () => {
    expect(dayOf(new Date(2026, 2, 4, 0, 30))).toBe('2026-03-04');
  });
});
