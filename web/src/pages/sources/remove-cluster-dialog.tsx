import { useMutation, useQueryClient } from '@tanstack/react-query';
import { sendJson } from '../../api/client.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorBox } from '../../ui/error-box.tsx';
import { announce } from '../../ui/live-messages.tsx';

/** Asks whether the credential of a cluster is to be taken away, and does it. */
export function RemoveClusterDialog({ name, onClose }: { readonly name: string; onClose(): void }) {
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: () => sendJson('DELETE', `/api/v1/clusters/${encodeURIComponent(name)}`),
    onSuccess: async () => {
      announce(`The credential of ${name} is removed.`);
      onClose();
      await client.invalidateQueries();
    },
  });
  return (
    <Dialog
      title={`Remove the credential of ${name}?`}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Keep it</Button>
          <Button kind="danger" disabled={remove.isPending} onClick={() => remove.mutate()}>
            Remove it
          </Button>
        </>
      }
    >
      <p>
        Its API servers are refused from then on, and drop what they cannot deliver after some minutes. Its events stay.
        A credential that is made again later is another one.
      </p>
      {remove.error && <ErrorBox error={remove.error} />}
    </Dialog>
  );
}
