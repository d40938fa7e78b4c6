import { Button, Link } from 'react-aria-components';
import { signOut } from '../api/signIn';
import type { Session } from '../api/session';

/** The top of every page: home, who is signed in, and signing out. */
export function Header({ session }: { session: Session | undefined }) {
  return (
    <header className="header">
      <Link className="brand" href="#/" data-testid="home">
        Visits
      </Link>
      {session && (
        <div className="row">
          <span className="who" data-testid="signed-in-as">
            {session.fhirUser ?? 'Signed in'}
          </span>
          <Button className="button quiet" onPress={signOut} data-testid="sign-out">
            Sign out
          </Button>
        </div>
      )}
    </header>
  );
}
