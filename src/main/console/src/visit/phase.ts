/** Whether a visit may be joined, as far as its status says. */
export type Phase = 'planned' | 'open' | 'closed' | 'unknown';

/** The statuses of R4 and of R5; those that both have mean the same. */
const STATUSES: Record<string, [Phase, string]> = {
  planned: ['planned', 'Planned'],
  arrived: ['open', 'Arrived'],
  triaged: ['open', 'Triaged'],
  'in-progress': ['open', 'In progress'],
  onleave: ['open', 'On leave'],
  'on-hold': ['open', 'On hold'],
  finished: ['closed', 'Finished'],
  completed: ['closed', 'Finished'],
  discharged: ['closed', 'Finished'],
  discontinued: ['closed', 'Stopped early'],
  cancelled: ['closed', 'Cancelled'],
  'entered-in-error': ['closed', 'Entered by mistake'],
};

export function phaseOf(status: string | undefined): Phase {
  return STATUSES[status ?? '']?.[0] ?? 'unknown';
}

export function statusInWords(status: string | undefined): string {
  return STATUSES[status ?? '']?.[1] ?? 'Status unknown';
}

/** The statuses of visits that can still be joined, in a FHIR version. */
export function openStatuses(fhirVersion: string): string[] {
  return isR5(fhirVersion)
    ? ['planned', 'in-progress', 'on-hold']
    : ['planned', 'arrived', 'triaged', 'in-progress', 'onleave'];
}

/** The status of a visit that is over as it should be, in a FHIR version. */
export function finishedStatus(fhirVersion: string): string {
  return isR5(fhirVersion) ? 'completed' : 'finished';
}

function isR5(fhirVersion: string): boolean {
  return fhirVersion.startsWith('5');
}
