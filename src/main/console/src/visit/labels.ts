import type { VisitStatus } from './status';
import type { Person } from './visit';
import { nameOf } from './words';

/**
 * Labels for the remote participants of a call. Twilio knows them by an opaque identity, the server says nowhere whose it
 * is, and a wrong name in a consultation is worse than none: so a name is given only where nobody else can be meant.
 *
 * @param remote the remote participants, in the order in which they came
 * @param me the caller, as `Type/id`
 * @param people everybody who is listed on the visit
 * @param status the last status, or nothing if it is older than the last coming or going
 */
export function labelsOf(
  remote: string[],
  me: string | undefined,
  people: Person[],
  status: VisitStatus | undefined,
): Map<string, string> {
  const others = people.filter(({ reference }) => reference !== me);
  const present = status?.participants.filter(({ reference, state }) => state === 'in-call' && reference !== me) ?? [];
  const only = remote.length === 1 ? theOnlyOne(me, others, people, present) : undefined;
  return new Map(remote.map((sid, index) => [sid, only ?? `Participant ${index + 1}`]));
}

function theOnlyOne(
  me: string | undefined,
  others: Person[],
  people: Person[],
  present: VisitStatus['participants'],
): string | undefined {
  const amListed = people.some(({ reference }) => reference === me);
  const listed = others[0];
  if (amListed && listed && others.length === 1 && !listed.reference.startsWith('Group/')) {
    return nameOf(listed);
  }
  const there = present[0];
  return there?.reference && present.length === 1
    ? nameOf({ reference: there.reference, display: there.display })
    : undefined;
}
