import type { EventItem } from '../../../../src/api/contract.ts';
import type { AuditEvent } from '../../../../src/event/event.ts';
import { writeExact } from '../../../../src/event/exact-json.ts';
import { Button } from '../../ui/button.tsx';
import { announce } from '../../ui/live-messages.tsx';
import { Popover } from '../../ui/popover.tsx';
import styles from './event.module.css';
import { kubectlOf, quoted } from './kubectl.ts';
import { ownQuery } from './related.ts';

/** Takes the event along: as a query, a command, JSON or a link. */
export function CopyMenu({ item }: { readonly item: EventItem }) {
  const choices = choicesFor(item);
  return (
    <Popover
      placement="bottom-end"
      button={(props) => (
        <Button icon="copy" {...props}>
          Copy
        </Button>
      )}
    >
      {(close) => (
        <ul className={styles.menu}>
          {choices.map(({ label, hint, text }) => (
            <li key={label}>
              <button
                type="button"
                onClick={() => {
                  close();
                  void copy(text, label);
                }}
              >
                <span>{label}</span>
                <span className={styles.muted}>{hint}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </Popover>
  );
}

interface Choice {
  readonly label: string;
  readonly hint: string;
  readonly text: string;
}

function choicesFor(item: EventItem): readonly Choice[] {
  const event = item.event as AuditEvent;
  const kubectl = kubectlOf(event);
  const query = ownQuery(item);
  const url = `${location.origin}/api/v1/events/${encodeURIComponent(item.id)}`;
  return [
    { label: 'Link', hint: 'to this page', text: location.href },
    ...(query ? [{ label: 'Query', hint: 'that finds this event', text: query }] : []),
    ...(kubectl ? [{ label: 'kubectl', hint: 'that does or shows the same', text: kubectl }] : []),
    { label: 'JSON', hint: 'the event', text: writeExact(item.event, 2) },
    { label: 'JSON with envelope', hint: 'all that is known of it', text: writeExact(item, 2) },
    {
      label: 'curl',
      hint: 'that asks the API for it',
      text: `curl -H "Authorization: Bearer $VERBATIM_TOKEN" ${quoted(url)}`,
    },
    { label: 'verbatim', hint: 'that shows it on a terminal', text: `verbatim show ${quoted(item.id)}` },
  ];
}

async function copy(text: string, what: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    announce(`Copied: ${what}.`);
  } catch {
    announce('The browser did not let us copy it.');
  }
}
