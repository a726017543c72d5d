import { useQuery } from '@tanstack/react-query';
import { CopyButton } from '../../ui/copy-button.tsx';
import { ScrollArea } from '../../ui/scroll-area.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Text } from '../../ui/text.tsx';
import styles from './objects.module.css';

/** UTF-16 units of YAML that are shown; copying gives all of it. */
const MAX_SHOWN = 100_000;

/** A body as YAML, as kubectl would print it. What writes it is loaded when it is wanted. */
export function YamlView({ body, id }: { readonly body: unknown; readonly id: string }) {
  const { data: text } = useQuery({
    queryKey: ['yaml', id],
    queryFn: async () => {
      const { stringify } = await import('yaml');
      return stringify(body);
    },
    gcTime: 0,
  });
  if (text === undefined) return <Skeleton height="20rem" />;
  return (
    <>
      <div>
        <CopyButton value={text} what="the YAML">
          Copy YAML
        </CopyButton>
      </div>
      <ScrollArea label="The object as YAML" className={styles.yaml}>
        <pre>
          <Text value={text} max={MAX_SHOWN} />
        </pre>
      </ScrollArea>
    </>
  );
}
