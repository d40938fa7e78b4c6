import { Button } from 'react-aria-components';
import { inWords, RefusedError, SignedOutError } from '../api/errors';
import { Notice } from './Notice';

/** Why somebody cannot see a visit. */
export function RefusedNotice({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  if (error instanceof SignedOutError) {
    return null; // the page says so above
  }
  return (
    <Notice kind="error" testId="refused">
      <p>{refusalInWords(error)}</p>
      <Button className="button" onPress={onRetry}>
        Try again
      </Button>
    </Notice>
  );
}

function refusalInWords(error: unknown): string {
  switch (error instanceof RefusedError ? error.status : 0) {
    case 403:
      return 'You are not part of this visit. Ask whoever runs it to add you.';
    case 404:
    case 410:
      return 'There is no such visit. Look at the link that you were given.';
    default:
      return inWords(error);
  }
}
