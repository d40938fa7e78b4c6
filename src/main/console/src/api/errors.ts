import type { OperationOutcome, ProblemDetails } from '../visit/resources';

/** The server refused a request: its words, and the code by which apps tell the cases apart. */
export class RefusedError extends Error {
  constructor(
    readonly status: number,
    readonly code: string | undefined,
    message: string,
  ) {
    super(message);
    this.name = 'RefusedError';
  }
}

/** The access token counts no more: the user has to sign in again. */
export class SignedOutError extends Error {
  constructor() {
    super('Your sign-in has expired. Sign in again.');
    this.name = 'SignedOutError';
  }
}

export async function refusalOf(response: Response): Promise<RefusedError> {
  const answer = (await response.json().catch(() => undefined)) as (OperationOutcome & ProblemDetails) | undefined;
  const issue = answer?.issue?.[0];
  return new RefusedError(
    response.status,
    issue?.details?.coding?.[0]?.code ?? answer?.code,
    issue?.details?.text ?? issue?.diagnostics ?? answer?.detail ?? `The server refused this (${response.status}).`,
  );
}

/** Whether the server refused because the caller has to be let in first. */
export function isToWait(error: unknown): boolean {
  return error instanceof RefusedError && error.code === 'waiting';
}

/** An error in words for whoever sees the page. */
export function inWords(error: unknown): string {
  if (error instanceof RefusedError || error instanceof SignedOutError) {
    return error.message;
  }
  return 'The server cannot be reached. Look at your network, then try again.';
}
