import { useState } from 'react';

const KEY = 'verbatim.policy-drafts';

type Texts = Readonly<Record<string, string>>;

/** Changed texts of policies by name, kept until the window is closed. */
export interface Drafts {
  readonly of: (name: string) => string | undefined;
  /** Without a text, what was changed is given up. */
  readonly put: (name: string, text: string | undefined) => void;
}

export function useDrafts(): Drafts {
  const [texts, setTexts] = useState<Texts>(read);
  return {
    of: (name) => texts[name],
    put: (name, text) =>
      setTexts((before) => {
        const { [name]: _, ...others } = before;
        const after = text === undefined ? others : { ...others, [name]: text };
        write(after);
        return after;
      }),
  };
}

function read(): Texts {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? '{}');
    return typeof kept === 'object' && kept !== null ? (kept as Texts) : {};
  } catch {
    return {};
  }
}

function write(texts: Texts): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(texts));
  } catch {
    // Where the browser keeps nothing, a draft lives as long as the page.
  }
}
