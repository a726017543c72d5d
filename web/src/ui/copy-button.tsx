import { Button, IconButton } from './button.tsx';
import { announce } from './live-messages.tsx';

interface CopyButtonProps {
  /** What is copied, or how to get it when it is wanted. */
  readonly value: string | (() => string | Promise<string>);
  /** What is copied, in words: `the command`. */
  readonly what: string;
  /** Text on the button; without it there is an icon alone. */
  readonly children?: string;
}

export function CopyButton({ value, what, children }: CopyButtonProps) {
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(typeof value === 'string' ? value : await value());
      announce(`Copied ${what}.`);
    } catch {
      announce(`The browser did not let us copy ${what}. Select it and copy it by hand.`);
    }
  };
  if (children === undefined) return <IconButton icon="copy" label={`Copy ${what}`} onClick={copy} />;
  return (
    <Button small icon="copy" onClick={copy}>
      {children}
    </Button>
  );
}
