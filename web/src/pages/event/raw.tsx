import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { request } from '../../api/client.ts';
import { Answer } from '../../ui/answer.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { ScrollArea } from '../../ui/scroll-area.tsx';
import { Text } from '../../ui/text.tsx';
import styles from './event.module.css';
import { saveAs } from './save.ts';

/** UTF-16 units that are shown; copying and saving give all of it. */
const MAX_SHOWN = 50_000;

/** The received bytes, as they came; asked for when they are wanted. */
export function Raw({ id, openFirst }: { readonly id: string; readonly openFirst: boolean }) {
  const [open, setOpen] = useState(openFirst);
  const query = useQuery({
    queryKey: ['events', 'raw', id],
    enabled: open,
    queryFn: async ({ signal }) => {
      const response = await request(`/api/v1/events/${encodeURIComponent(id)}`, {
        headers: { accept: 'application/octet-stream' },
        signal,
      });
      return new Uint8Array(await response.arrayBuffer());
    },
  });
  return (
    <Card title="Bytes as received">
      <details open={open} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>Exactly what arrived, byte for byte</summary>
        {open && <Answer of={query}>{(bytes) => <Bytes id={id} bytes={bytes} />}</Answer>}
      </details>
    </Card>
  );
}

function Bytes({ id, bytes }: { readonly id: string; readonly bytes: Uint8Array<ArrayBuffer> }) {
  const text = new TextDecoder().decode(bytes);
  return (
    <div className={styles.stack}>
      <div className={styles.inline}>
        <span className={styles.muted}>{bytes.length.toLocaleString('en')} bytes</span>
        <CopyButton value={text} what="the bytes as text">
          Copy
        </CopyButton>
        <Button small icon="download" onClick={() => saveAs(bytes, `${id}.raw`)}>
          Download
        </Button>
      </div>
      <ScrollArea label="Bytes as received" className={styles.raw}>
        <pre>
          <Text value={text} max={MAX_SHOWN} />
        </pre>
      </ScrollArea>
    </div>
  );
}
