import { CopyButton } from '../../ui/copy-button.tsx';
import { ScrollArea } from '../../ui/scroll-area.tsx';
import styles from './code-block.module.css';
import { DownloadButton } from './download-button.tsx';

interface CodeBlockProps {
  /** What it is, in words: `the kubeconfig`. */
  readonly what: string;
  readonly text: string;
  /** The name under which it can be saved. */
  readonly file?: string;
}

/** Text that is copied as it stands. */
export function CodeBlock({ what, text, file }: CodeBlockProps) {
  return (
    <div className={styles.block}>
      <div className={styles.actions}>
        {file && <code>{file}</code>}
        <CopyButton value={text} what={what}>
          Copy
        </CopyButton>
        {file && <DownloadButton text={text} file={file} />}
      </div>
      <ScrollArea label={what} className={styles.text}>
        <pre>{text}</pre>
      </ScrollArea>
    </div>
  );
}
