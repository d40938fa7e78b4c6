import { Button } from 'react-aria-components';
import { useView } from '../hooks/useView';
import { invitationRefusal } from '../visit/guestWords';

interface Props {
  error: unknown;
  /** Whether the server has shown the visit to this window before. */
  wasPart: boolean;
  onRetry: () => void;
}

/** Why a guest cannot see the visit, and what to do. */
export function InvitationRefused({ error, wasPart, onRetry }: Props) {
  const { title, text, hint, again } = invitationRefusal(error, wasPart);
  const heading = useView(title);
  return (
    <section className="card narrow" data-testid="invitation-refused">
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      <p>{text}</p>
      {hint && <p>{hint}</p>}
      {again && (
        <Button className="button" onPress={onRetry} data-testid="try-again">
          Try again
        </Button>
      )}
    </section>
  );
}
