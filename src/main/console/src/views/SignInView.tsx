import { useState } from 'react';
import { Button } from 'react-aria-components';
import type { Config } from '../api/config';
import { signIn } from '../api/signIn';
import { Notice } from '../components/Notice';
import { useView } from '../hooks/useView';

/** What somebody sees who is not signed in. */
export function SignInView({ config, problem }: { config: Config | undefined; problem: string | undefined }) {
  const heading = useView('Sign in – Visits');
  const [failed, setFailed] = useState<string>();
  const start = (to: Config): void => {
    signIn(to).catch((error: Error) => setFailed(`The sign-in page cannot be reached: ${error.message}`));
  };
  const text = failed ?? problem;
  return (
    <section className="card narrow">
      <h1 ref={heading} tabIndex={-1}>
        Video visits
      </h1>
      <p>Sign in to see your visits and to join them.</p>
      {text && <Notice kind="error">{text}</Notice>}
      <Button
        className="button primary"
        data-testid="sign-in"
        isDisabled={config === undefined}
        onPress={() => config && start(config)}
      >
        Sign in
      </Button>
    </section>
  );
}
