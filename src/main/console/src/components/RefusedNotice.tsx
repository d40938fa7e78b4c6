import { Button } from 'react-aria-components';
import { inWords, RefusedError, SignedOutError } from '../api/errors';
import { Notice } from './Notice';

interface Props {
  error: unknown;
  /** Whether the server has shown the visit to this window before. */
  wasPart: boolean;
  onRetry: () => void;
}

/** Why somebody cannot see a visit. */
export function RefusedNotice({ error, wasPart, onRetry }: Props) {
  if (error instanceof SignedOutError) {
    return null; // the page says so above
  }
  return (
    <Notice kind="error" testId="refused">
      <p>{refusalInWords(error, wasPart)}</p>
      <Button className="button" onPress={onRetry}>
        Try again
      </Button>
    </Notice>
  );
}

function refusalInWords(error: unknown, wasPart: boolean): string {
  switch (error instanceof RefusedError ? error.status : 0) {
    case 403:
      return wasPart
        ? 'You are no longer part of this visit.'
        : 'You are not part of this visit. Ask whoever runs it to add you.';
    case 404:
    case 410:
      return 'There is no such visit. Look at the link that you were given.';
    default:
      return inWords(error);
  }
}
