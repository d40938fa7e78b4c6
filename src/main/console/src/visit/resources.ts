/** The elements of FHIR R4 and R5 resources that the console reads. */

export interface Reference {
  reference?: string;
  display?: string;
}

export interface Coding {
  system?: string;
  code?: string;
  display?: string;
}

export interface CodeableConcept {
  coding?: Coding[];
  text?: string;
}

export interface Period {
  start?: string;
  end?: string;
}

export interface Extension {
  url: string;
  extension?: Extension[];
  valueCoding?: Coding;
  valueReference?: Reference;
  valuePeriod?: Period;
  valueString?: string;
  valueBoolean?: boolean;
}

export interface Encounter {
  resourceType: 'Encounter';
  id?: string;
  meta?: { versionId?: string };
  extension?: Extension[];
  status?: string;
  /** One Coding in R4, a list of CodeableConcepts in R5. */
  class?: Coding | CodeableConcept[];
  subject?: Reference;
  participant?: {
    /** R4 */
    individual?: Reference;
    /** R5 */
    actor?: Reference;
    period?: Period;
  }[];
  /** R4 */
  period?: Period;
  /** R5 */
  actualPeriod?: Period;
  /** R5 */
  plannedStartDate?: string;
  /** R5 */
  virtualService?: { channelType?: Coding; addressString?: string }[];
}

export interface Bundle<T> {
  resourceType: 'Bundle';
  link?: { relation: string; url: string }[];
  entry?: { resource?: T }[];
}

export interface Parameter {
  name: string;
  valueString?: string;
  valueCode?: string;
  valueBoolean?: boolean;
  valueInstant?: string;
  valueDateTime?: string;
  valueUri?: string;
  valueUrl?: string;
  valueReference?: Reference;
  part?: Parameter[];
}

export interface Parameters {
  resourceType: 'Parameters';
  parameter?: Parameter[];
}

/** RFC 9457, with the code that an OperationOutcome has as well. */
export interface ProblemDetails {
  detail?: string;
  code?: string;
}

export interface OperationOutcome {
  resourceType?: 'OperationOutcome';
  issue?: { details?: CodeableConcept; diagnostics?: string }[];
}
