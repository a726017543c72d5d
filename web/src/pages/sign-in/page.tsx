import { useNavigate, useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useSignIn } from '../../app/session.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorBox } from '../../ui/error-box.tsx';
import { useFocus } from '../../ui/use-focus.ts';
import { useTitle } from '../../ui/use-title.ts';
import styles from './page.module.css';
import { safeNext } from './safe-next.ts';

/** Signs in with a token; then goes to where somebody wanted to go. */
export function SignInPage() {
  useTitle('Sign in');
  const [token, setToken] = useState('');
  const focused = useFocus<HTMLInputElement>();
  const { next, ended } = useSearch({ strict: false });
  const navigate = useNavigate();
  const signIn = useSignIn();

  const submit = (event: FormEvent) => {
    event.preventDefault();
    signIn.mutate(token.trim(), {
      onSuccess: () => void navigate({ href: safeNext(next), replace: true }),
    });
  };

  return (
    <main className={styles.page}>
      <form className={styles.form} onSubmit={submit}>
        <h1>
          <img src="/icon.svg" alt="" width={32} height={32} /> Verbatim
        </h1>
        <p className={styles.lead}>The audit log of your container platforms.</p>
        {ended && <p role="status">You were signed out: the session or its token has ended. Sign in to go on.</p>}
        <label htmlFor="token">Token</label>
        <input
          id="token"
          type="password"
          name="token"
          autoComplete="current-password"
          spellCheck={false}
          required
          ref={focused}
          value={token}
          onChange={(event) => setToken(event.target.value)}
          aria-describedby="token-help"
        />
        {signIn.error && <ErrorBox error={signIn.error} />}
        <Button type="submit" kind="primary" disabled={token.trim() === '' || signIn.isPending}>
          {signIn.isPending ? 'Signing in …' : 'Sign in'}
        </Button>
        <p id="token-help" className={styles.help}>
          The first token stands in <code>admin.token</code> in the data directory of the server. Others are made by{' '}
          <code>verbatim token create</code>.
        </p>
      </form>
    </main>
  );
}
