import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Token } from '../../../../src/api/contract.ts';
import { sendJson } from '../../api/client.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorBox } from '../../ui/error-box.tsx';
import { announce } from '../../ui/live-messages.tsx';
import { Text } from '../../ui/text.tsx';
import { Ago } from '../../ui/time.tsx';
import { TOKENS_PATH, TOKENS_QUERY } from './tokens-path.ts';

/** Asks whether a token is to be taken away, and does it. */
export function RevokeDialog({ token, onClose }: { readonly token: Token; onClose(): void }) {
  const { id, name, role, lastUsedAt } = token;
  const client = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => sendJson('DELETE', `${TOKENS_PATH}/${encodeURIComponent(id)}`),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: TOKENS_QUERY });
      announce('The token is revoked.');
      onClose();
    },
  });
  return (
    <Dialog
      title="Revoke this token?"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Keep it</Button>
          <Button kind="danger" disabled={revoke.isPending} onClick={() => revoke.mutate()}>
            Revoke it
          </Button>
        </>
      }
    >
      <p>
        <b>
          <Text value={name || id} />
        </b>
        , with the role {role}, {lastUsedAt ? 'was last used ' : 'was never used'}
        {lastUsedAt && <Ago value={lastUsedAt} />}. It is refused from then on, and what it is reading or following
        ends. That cannot be undone.
      </p>
      {revoke.error && <ErrorBox error={revoke.error} />}
    </Dialog>
  );
}
