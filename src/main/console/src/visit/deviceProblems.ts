export type DeviceKind = 'camera' | 'microphone';

/** What to do about a camera or microphone that does not work, by the name of the browser's error. */
export function deviceProblem(kind: DeviceKind, error: { name?: string } | undefined): string {
  switch (error?.name) {
    case 'NotFoundError':
    case 'DevicesNotFoundError':
      return `No ${kind} was found. Plug one in, or go on without it.`;
    case 'NotAllowedError':
    case 'PermissionDeniedError':
    case 'SecurityError':
      return `This page may not use your ${kind}. Allow it in the address bar, or in your system’s privacy settings, then try again.`;
    case 'NotReadableError':
    case 'TrackStartError':
    case 'AbortError':
      return `Your ${kind} is in use by another program, or does not work. Close what may use it, then try again.`;
    case 'OverconstrainedError':
    case 'ConstraintNotSatisfiedError':
      return `Your ${kind} cannot do what this call needs. Choose another one, then try again.`;
    default:
      return `Your ${kind} could not be started. Try again, or go on without it.`;
  }
}
