import { useRef, useState } from 'react';
import { redeem } from '../api/guest';
import { PendingButton } from '../components/PendingButton';
import { useView } from '../hooks/useView';
import { InvitationRefused } from './InvitationRefused';

interface Props {
  secret: string;
  onRedeemed: () => void;
}

/** What opens by the link of an invitation. It asks the server nothing before the button is pressed: mail scanners open links. */
export function RedeemView({ secret, onRedeemed }: Props) {
  const [isPending, setIsPending] = useState(false);
  const [error, setError] = useState<unknown>();
  const isSent = useRef(false);
  const join = (): void => {
    if (isSent.current) {
      return;
    }
    isSent.current = true;
    setIsPending(true);
    setError(undefined);
    redeem(secret)
      .then(onRedeemed, setError)
      .finally(() => {
        isSent.current = false;
        setIsPending(false);
      });
  };
  return error === undefined ? (
    <Invited isPending={isPending} onJoin={join} />
  ) : (
    <InvitationRefused error={error} wasPart={false} onRetry={join} />
  );
}

function Invited({ isPending, onJoin }: { isPending: boolean; onJoin: () => void }) {
  const heading = useView('Join the visit');
  return (
    <section className="card narrow">
      <h1 ref={heading} tabIndex={-1}>
        You are invited to a video visit
      </h1>
      <p>You need no login. The link works in one browser only, so join in the browser in which you want to stay.</p>
      <p className="muted">You can look at your camera and microphone first. Somebody then lets you in.</p>
      <PendingButton className="button primary big" data-testid="redeem" isPending={isPending} onPress={onJoin}>
        {isPending ? 'Joining…' : 'Join the visit'}
      </PendingButton>
    </section>
  );
}
