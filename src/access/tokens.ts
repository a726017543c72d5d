import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import Type, { type Static } from 'typebox';
import { VerbatimError } from '../errors.ts';
import { blank, blanked } from './blank.ts';
import { checkName } from './check-name.ts';
import { checkScope } from './check-scope.ts';
import { readExpiry } from './expiry.ts';
import { openKeptFile } from './kept-file.ts';
import { createLastUses } from './last-uses.ts';
import type { Principal, Scope } from './principal.ts';
import { ROLES, type Role } from './roles.ts';
import { newToken, tokenHash } from './secret.ts';

const Time = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}T[\\d:.]+Z$' });
const Names = Type.Optional(Type.Array(Type.String()));
const KeptScope = Type.Object({ clusters: Names, namespaces: Names }, { additionalProperties: false });

/** What is kept of a token. Nothing of it ever changes but when it was last used. Times are RFC 3339. */
const KnownToken = Type.Object({
  id: Type.String(),
  /** What it is for; `''` where nobody said. */
  name: Type.String(),
  role: Type.Enum(ROLES),
  scope: Type.Unsafe<Scope>(KeptScope),
  tokenHash: Type.String(),
  createdAt: Time,
  /** It holds before this time; for ever where missing. */
  expiresAt: Type.Optional(Time),
  /** Exact while the server runs; after a restart it may be too early by `USES_KEPT_MS`. */
  lastUsedAt: Type.Optional(Time),
});
export type KnownToken = Readonly<Static<typeof KnownToken>>;

export interface NewToken {
  readonly name: string;
  readonly role: Role;
  readonly scope: Scope;
  /** As `readExpiry` reads it; never where missing. */
  readonly expires?: string | undefined;
}

/** The API tokens, kept in `DIR/tokens.json`. A change that cannot be kept is none. */
export interface Tokens {
  /** Oldest first. */
  list(): readonly KnownToken[];
  /** Makes a token and gives it; it is not kept. Throws REQUEST_INVALID where its name will not do or role and scope do not go together, TIME_INVALID, CONFLICT. */
  create(token: NewToken): Promise<{ known: KnownToken; token: string }>;
  /** It is refused from now on, also where the disk is full. Throws NOT_FOUND. */
  revoke(id: string): Promise<void>;
  /** Whose token has this hash, expired or not. */
  holder(tokenHash: string): KnownToken | undefined;
  /** Notes that a token was used now. */
  used(id: string): void;
}

/** The file is written whole at every change, so more are not expected of one server. */
const MAX_TOKENS = 10_000;
/** 48 random bits: an id names a token in commands and in records, and opens nothing. */
const ID_BYTES = 6;

export async function openTokens(dataDirectory: string, now: () => Date): Promise<Tokens> {
  let holders: ReadonlyMap<string, KnownToken> = new Map();
  const path = join(dataDirectory, 'tokens.json');
  const kept = await openKeptFile({
    path,
    member: 'tokens',
    schema: KnownToken,
    check: ({ role, scope }) => checkScope(role, scope),
    keyOf: ({ id }) => id,
    isLeft: ({ tokenHash }) => tokenHash !== blanked(tokenHash),
    changed: (tokens) => {
      holders = new Map([...tokens.values()].map((token) => [token.tokenHash, token]));
    },
  });
  const uses = createLastUses(now, (written) =>
    kept.change((before) => new Map([...before].map(([id, token]) => [id, usedAt(token, written.get(id))]))),
  );

  return {
    list: () => [...kept.items().values()].map((token) => usedAt(token, uses.of(token.id))).sort(byAge),
    create: async ({ name, role, scope, expires }) => {
      checkName(name);
      checkScope(role, scope);
      const created = now();
      const expiresAt = expires === undefined ? undefined : readExpiry(expires, created).toISOString();
      const token = newToken('vbt');
      const known: KnownToken = {
        id: `tok_${randomBytes(ID_BYTES).toString('hex')}`,
        name,
        role,
        scope,
        tokenHash: tokenHash(token),
        createdAt: created.toISOString(),
        ...(expiresAt ? { expiresAt } : {}),
      };
      await kept.change((before) => {
        if (before.size >= MAX_TOKENS) {
          throw new VerbatimError('CONFLICT', `There are ${MAX_TOKENS} tokens already; revoke some that are not used.`);
        }
        if (before.has(known.id)) throw new VerbatimError('CONFLICT', 'The id that was drawn is taken; ask again.');
        return new Map(before).set(known.id, known);
      });
      return { known, token };
    },
    revoke: (id) => {
      const hash = kept.items().get(id)?.tokenHash ?? '';
      return kept.change(
        (before) => {
          if (!before.has(id)) throw new VerbatimError('NOT_FOUND', `There is no token ${id}.`);
          return new Map([...before].filter(([other]) => other !== id));
        },
        () => blank(path, hash),
      );
    },
    holder: (hash) => holders.get(hash),
    used: uses.used,
  };
}

function usedAt(token: KnownToken, lastUsedAt: string | undefined): KnownToken {
  return lastUsedAt === undefined ? token : { ...token, lastUsedAt };
}

function byAge(a: KnownToken, b: KnownToken): number {
  return a.createdAt < b.createdAt ? -1 : Number(a.createdAt > b.createdAt);
}

/** From when on a token is refused, in milliseconds since the epoch. */
export function endOf({ expiresAt }: Pick<KnownToken, 'expiresAt'>): number {
  return expiresAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(expiresAt);
}

/** Who has a token. */
export function tokenPrincipal({ id, name, role, scope }: KnownToken): Principal {
  return { id, name: name || id, role, scope };
}
