import { lazy, Suspense, useState } from 'react';
import type { Config } from './api/config';
import { secretIn } from './api/guest';
import { Announcer } from './components/Announcer';
import { useHash } from './hooks/useHash';
import { InvitationRefused } from './views/InvitationRefused';
import { RedeemView } from './views/RedeemView';

const GuestVisitView = lazy(() => import('./views/GuestVisitView'));

/** @param config nothing if the server could not be asked for it */
export function GuestApp({ config }: { config: Config | undefined }) {
  return (
    <Announcer>
      <header className="header">
        <span className="brand">Video visit</span>
      </header>
      <main className="page">
        {config ? (
          <GuestView config={config} />
        ) : (
          <InvitationRefused error={undefined} wasPart={false} onRetry={() => location.reload()} />
        )}
      </main>
    </Announcer>
  );
}

/** What guests see, who come by a link and have no login. */
function GuestView({ config }: { config: Config }) {
  const secret = secretIn(useHash());
  const [redeemed, setRedeemed] = useState<string>();
  if (secret !== undefined && secret !== redeemed) {
    return (
      <RedeemView
        key={secret}
        secret={secret}
        onRedeemed={() => {
          // It stays neither in the address nor in the history
          history.replaceState(null, '', location.pathname);
          setRedeemed(secret);
        }}
      />
    );
  }
  return (
    <Suspense fallback={<p role="status">Opening the visit…</p>}>
      <GuestVisitView key={redeemed} config={config} comesToWait={redeemed !== undefined} />
    </Suspense>
  );
}
