/** When each token was last used. */
export interface LastUses {
  readonly used: (id: string) => void;
  /** RFC 3339; `undefined` where it is not newer than what is kept. */
  readonly of: (id: string) => string | undefined;
}

/** It says whether a token is still needed, so it is kept this often, not at each request. */
export const USES_KEPT_MS = 60_000;

/** `keep` writes uses down; what it cannot write is tried again: a full disk must not keep out who only reads. */
export function createLastUses(now: () => Date, keep: (uses: ReadonlyMap<string, string>) => Promise<void>): LastUses {
  const uses = new Map<string, string>();
  let keptAt = Number.NEGATIVE_INFINITY;

  async function keepAll(): Promise<void> {
    const written = new Map(uses);
    await keep(written);
    for (const [id, at] of written) if (uses.get(id) === at) uses.delete(id);
  }

  return {
    of: (id) => uses.get(id),
    used: (id) => {
      const at = now();
      uses.set(id, at.toISOString());
      if (at.getTime() - keptAt < USES_KEPT_MS) return;
      keptAt = at.getTime();
      void keepAll().catch(() => {});
    },
  };
}
