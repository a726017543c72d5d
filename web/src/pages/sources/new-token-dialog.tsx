import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { CreatedToken } from '../../../../src/api/contract.ts';
import { sendJson } from '../../api/client.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorBox } from '../../ui/error-box.tsx';
import { EMPTY_FORM, newToken } from './new-token.ts';
import { NewTokenForm } from './new-token-form.tsx';
import { Secret } from './secret.tsx';
import { TOKENS_PATH, TOKENS_QUERY } from './tokens-path.ts';

/** Asks what a token is to be for, makes it, and shows it once. */
export function NewTokenDialog({ onClose }: { onClose(): void }) {
  const client = useQueryClient();
  const formId = useId();
  const [form, setForm] = useState(EMPTY_FORM);
  const make = useMutation({
    mutationFn: () => sendJson<CreatedToken>('POST', TOKENS_PATH, newToken(form)),
    onSuccess: () => client.invalidateQueries({ queryKey: TOKENS_QUERY }),
  });
  if (make.data) return <MadeToken token={make.data} onClose={onClose} />;
  return (
    <Dialog
      title="New token"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" type="submit" form={formId} disabled={make.isPending}>
            Make the token
          </Button>
        </>
      }
    >
      <NewTokenForm id={formId} form={form} onChange={setForm} onSubmit={() => make.mutate()} />
      {make.error && <ErrorBox error={make.error} />}
    </Dialog>
  );
}

function MadeToken({ token: { token, role, name }, onClose }: { readonly token: CreatedToken; onClose(): void }) {
  return (
    <Dialog
      title="The token is made"
      onClose={onClose}
      actions={
        <Button kind="primary" onClick={onClose}>
          I have kept it
        </Button>
      }
    >
      <p>
        {name ? `“${name}”, ` : ''}with the role {role}. It is shown now and never again: only its hash is kept here.
      </p>
      <Secret value={token} what="the token" />
    </Dialog>
  );
}
