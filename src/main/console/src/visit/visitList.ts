import type { Visit } from './visit';

/** The visits of a day, by what can be done with them. */
export interface VisitList {
  now: Visit[];
  planned: Visit[];
  over: Visit[];
}

/**
 * The visits of the day among those that were found: what is open, whenever it began; what is planned until the day's end,
 * or without a time; and what was over today.
 */
export function visitsOfTheDay(found: Visit[], now: Date): VisitList {
  const visits = [...new Map(found.map((visit) => [visit.id, visit])).values()]
    .filter((visit) => visit.video && visit.status !== 'entered-in-error')
    .sort(byStart);
  const midnight = startOfDay(now);
  const nextMidnight = new Date(midnight);
  nextMidnight.setDate(nextMidnight.getDate() + 1);
  return {
    now: visits.filter((visit) => visit.phase === 'open'),
    planned: visits.filter((visit) => visit.phase === 'planned' && (!visit.start || visit.start < nextMidnight)),
    over: visits.filter((visit) => visit.phase === 'closed' && touches(visit, midnight, nextMidnight)),
  };
}

/** The visits that list this person. */
export function visitsWith(person: string, found: Visit[]): Visit[] {
  return found.filter((visit) => visit.people.some((listed) => listed.reference === person));
}

/** `YYYY-MM-DD` as it is on this machine, for searches by day. */
export function dayOf(date: Date): string {
  const pad = (part: number) => String(part).padStart(2, '0');
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}

function touches(visit: Visit, from: Date, to: Date): boolean {
  const last = visit.end ?? visit.start;
  return last !== undefined && last >= from && (visit.start ?? last) < to;
}

function startOfDay(date: Date): Date {
  const midnight = new Date(date);
  midnight.setHours(0, 0, 0, 0);
  return midnight;
}

/** Those without a time come last. */
function byStart(one: Visit, other: Visit): number {
  return (one.start?.getTime() ?? Infinity) - (other.start?.getTime() ?? Infinity) || one.id.localeCompare(other.id);
}
