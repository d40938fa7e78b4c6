import { dayOf, visitsWith } from '../visit/visitList';
import { finishedStatus, openStatuses } from '../visit/phase';
import { type Visit, visitOf } from '../visit/visit';
import type { Bundle, Encounter } from '../visit/resources';
import type { Session } from './session';

const PAGES = 5;
let version: Promise<string> | undefined;

/** The visits of a person that can still be joined, and those of this day. */
export async function findVisits(session: Session, day: Date): Promise<Visit[]> {
  const person = session.fhirUser;
  if (person === undefined) {
    return [];
  }
  const open = openStatuses(await fhirVersion(session)).join(',');
  const whose = await searchFor(session, person);
  const found = await Promise.all(
    [`status=${open}`, `date=${dayOf(day)}`].map((when) => search(session, `${whose}${when}`)),
  );
  // A search sees no Devices in R4, and nobody who is listed in an extension
  return visitsWithin(person, whose, found.flat().map(visitOf));
}

export async function readVisit(session: Session, id: string): Promise<Visit> {
  return visitOf(await readEncounter(session, id));
}

/** Sets the status to `finished`, in R5 `completed`, provided that nobody has changed the Encounter meanwhile. */
export async function finishVisit(session: Session, id: string): Promise<void> {
  const encounter = await readEncounter(session, id);
  const status = finishedStatus(await fhirVersion(session));
  await session.send(`Encounter/${encodeURIComponent(id)}`, {
    method: 'PATCH',
    headers: {
      'Content-Type': 'application/json-patch+json',
      'If-Match': `W/"${encounter.meta?.versionId}"`,
    },
    body: JSON.stringify([{ op: 'replace', path: '/status', value: status }]),
  });
}

function readEncounter(session: Session, id: string): Promise<Encounter> {
  return session.json<Encounter>(`Encounter/${encodeURIComponent(id)}`);
}

/** Of the CapabilityStatement, such as 4.0.1; asked for once. */
function fhirVersion(session: Session): Promise<string> {
  version ??= session
    .json<{ fhirVersion: string }>('metadata?_summary=true')
    .then((statement) => statement.fhirVersion)
    .catch((failed) => {
      version = undefined;
      throw failed;
    });
  return version;
}

/** The part of the search that says whose visits are meant; empty where a search cannot tell. */
async function searchFor(session: Session, person: string): Promise<string> {
  switch (person.split('/')[0]) {
    case 'Patient':
      return `patient=${person}&`;
    case 'Practitioner':
      return `participant=${[person, ...(await rolesOf(session, person))].join(',')}&`;
    default:
      return '';
  }
}

function visitsWithin(person: string, searched: string, visits: Visit[]): Visit[] {
  return searched === '' ? visitsWith(person, visits) : visits;
}

/** None where the scopes do not reach them. */
async function rolesOf(session: Session, practitioner: string): Promise<string[]> {
  try {
    const roles = await search<{ id?: string }>(session, `practitioner=${practitioner}`, 'PractitionerRole');
    return roles.map(({ id }) => `PractitionerRole/${id}`);
  } catch {
    return [];
  }
}

async function search<T = Encounter>(session: Session, query: string, type = 'Encounter'): Promise<T[]> {
  const base = session.config.fhirBaseUrl.replace(/\/$/, '');
  const found: T[] = [];
  let path: string | undefined = `${type}?${query}&_count=100`;
  for (let page = 0; path !== undefined && page < PAGES; page++) {
    const bundle: Bundle<T> = await session.json<Bundle<T>>(path);
    found.push(...(bundle.entry ?? []).map(({ resource }) => resource).filter((resource) => resource !== undefined));
    const next = bundle.link?.find(({ relation }) => relation === 'next')?.url;
    path = next?.startsWith(base) ? next.slice(base.length).replace(/^\//, '') : undefined;
  }
  return found;
}
