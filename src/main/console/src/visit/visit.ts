import { type Phase, phaseOf } from './phase';
import type { Encounter, Extension, Reference } from './resources';

/** Somebody who is listed on a visit. */
export interface Person {
  /** As `Type/id`. */
  reference: string;
  display: string | undefined;
}

/** An Encounter as the console shows it, the same for R4 and R5. */
export interface Visit {
  id: string;
  status: string | undefined;
  phase: Phase;
  start: Date | undefined;
  end: Date | undefined;
  people: Person[];
  /** Whether it is a telemedicine visit: virtual, or with a video room. */
  video: boolean;
  /** Whether participants wait until they are let in; nothing if the server's setting decides. */
  waitingRoom: boolean | undefined;
}

const OTHERS = 'https://extensions.fhir.zapehr.com/encounter-other-participants';
const VIDEO = 'https://extensions.fhir.zapehr.com/encounter-virtual-service-pre-release';
const WAITING_ROOM = 'https://hapi-fhir-telemed.org/fhir/StructureDefinition/telemed-waiting-room';
const CHANNEL = 'https://fhir.zapehr.com/virtual-service-type';

export function visitOf(encounter: Encounter): Visit {
  const period = encounter.actualPeriod ?? encounter.period;
  const phase = phaseOf(encounter.status);
  const planned = phase === 'planned' ? encounter.plannedStartDate : undefined;
  return {
    id: encounter.id ?? '',
    status: encounter.status,
    phase,
    start: dateOf(planned ?? period?.start ?? encounter.plannedStartDate),
    end: dateOf(period?.end),
    people: peopleOf(encounter),
    video: isVirtual(encounter) || hasVideoService(encounter),
    waitingRoom: children(encounter.extension, WAITING_ROOM)[0]?.valueBoolean,
  };
}

/** A FHIR date or time; a date alone means its beginning on this machine. */
export function dateOf(text: string | undefined): Date | undefined {
  if (text === undefined) {
    return undefined;
  }
  const date = new Date(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00` : text);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** `Type/id` of a reference that may be absolute or name a version. */
export function localReference(reference: string | undefined): string | undefined {
  const match = /([A-Z][A-Za-z]+)\/([A-Za-z0-9.-]{1,64})(?:\/_history\/[^/]+)?$/.exec(reference ?? '');
  return match ? `${match[1]}/${match[2]}` : undefined;
}

function peopleOf(encounter: Encounter): Person[] {
  const references: (Reference | undefined)[] = [
    encounter.subject?.reference?.includes('Patient/') ? encounter.subject : undefined,
    ...(encounter.participant ?? []).map((entry) => entry.actor ?? entry.individual),
    ...children(encounter.extension, OTHERS).flatMap((others) =>
      (others.extension ?? []).map((other) => children(other.extension, 'reference')[0]?.valueReference),
    ),
  ];
  const people = new Map<string, Person>();
  for (const entry of references) {
    const reference = localReference(entry?.reference);
    if (reference) {
      people.set(reference, { reference, display: people.get(reference)?.display ?? entry?.display });
    }
  }
  return [...people.values()];
}

function isVirtual({ class: codes }: Encounter): boolean {
  if (Array.isArray(codes)) {
    return codes.some((concept) => concept.coding?.some((coding) => coding.code === 'VR'));
  }
  return codes?.code === 'VR';
}

function hasVideoService(encounter: Encounter): boolean {
  return (
    (encounter.virtualService ?? []).some((service) => service.channelType?.system === CHANNEL) ||
    children(encounter.extension, VIDEO).some((service) =>
      children(service.extension, 'channelType').some((type) => type.valueCoding?.system === CHANNEL),
    )
  );
}

function children(extensions: Extension[] | undefined, url: string): Extension[] {
  return (extensions ?? []).filter((extension) => extension.url === url);
}
