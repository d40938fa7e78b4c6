import { lazy, Suspense, useSyncExternalStore } from 'react';
import { Button } from 'react-aria-components';
import type { Config } from './api/config';
import type { Session } from './api/session';
import { signIn } from './api/signIn';
import { Announcer } from './components/Announcer';
import { Header } from './components/Header';
import { Notice } from './components/Notice';
import { useRoute } from './hooks/useRoute';
import { NotFoundView } from './views/NotFoundView';
import { SignInView } from './views/SignInView';
import { VisitListView } from './views/VisitListView';

const VisitView = lazy(() => import('./views/VisitView'));

interface Props {
  config: Config | undefined;
  session: Session | undefined;
  problem: string | undefined;
}

export function App({ config, session, problem }: Props) {
  return (
    <Announcer>
      <Header session={session} />
      {session && <SignInAgain session={session} />}
      <main className="page">
        {session ? <View session={session} /> : <SignInView config={config} problem={problem} />}
      </main>
    </Announcer>
  );
}

function View({ session }: { session: Session }) {
  const route = useRoute();
  switch (route.view) {
    case 'list':
      return <VisitListView session={session} />;
    case 'visit':
      return (
        <Suspense fallback={<p role="status">Opening the visit…</p>}>
          <VisitView key={route.id} session={session} id={route.id} />
        </Suspense>
      );
    case 'unknown':
      return <NotFoundView />;
  }
}

/** Above everything else, so that a call goes on while the access token has expired. */
function SignInAgain({ session }: { session: Session }) {
  const expired = useSyncExternalStore(session.onExpired, session.expired);
  return (
    expired && (
      <Notice kind="error" testId="signed-out">
        <p>Your sign-in has expired. A call that is on goes on until you leave this page.</p>
        <Button className="button primary" data-testid="sign-in-again" onPress={() => void signIn(session.config)}>
          Sign in again
        </Button>
      </Notice>
    )
  );
}
