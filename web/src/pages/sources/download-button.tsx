import { Button } from '../../ui/button.tsx';
import { announce } from '../../ui/live-messages.tsx';

/** Saves text under a name. */
export function DownloadButton({ text, file }: { readonly text: string; readonly file: string }) {
  const save = () => {
    const address = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
    const link = document.createElement('a');
    link.href = address;
    link.download = file;
    link.click();
    URL.revokeObjectURL(address);
    announce(`Saved as ${file}.`);
  };
  return (
    <Button small icon="download" onClick={save}>
      Save
    </Button>
  );
}
