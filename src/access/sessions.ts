import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import Type, { type Static } from 'typebox';
import { VerbatimError } from '../errors.ts';
import { openKeptFile } from './kept-file.ts';
import { createLastUses } from './last-uses.ts';
import { tokenHash } from './secret.ts';

const Time = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}T[\\d:.]+Z$' });

/** What is kept of a session: it stands for the token that it was made with, and may never do more. Times are RFC 3339. */
const KnownSession = Type.Object({
  /** SHA-256 of its id, which only the browser has. */
  idHash: Type.String(),
  /** SHA-256 of the token. */
  tokenHash: Type.String(),
  createdAt: Time,
  /** Exact while the server runs; after a restart it may be too early by `USES_KEPT_MS`. */
  lastUsedAt: Time,
});
export type KnownSession = Readonly<Static<typeof KnownSession>>;

/** How long a session holds, in milliseconds. */
export interface SessionLimits {
  /** Without a request. */
  readonly idleMs: number;
  /** In all. */
  readonly maxAgeMs: number;
}

/** Who is signed in with a browser, kept in `DIR/sessions.json`. A change that cannot be kept is none. */
export interface Sessions {
  /** Begins one for who has this token, and gives its id, which is not kept. Throws BUSY where there are too many. */
  create(tokenHash: string): Promise<{ id: string; session: KnownSession }>;
  /** The session with this id as long as it holds; whether its token does is for others to say. */
  find(id: string): KnownSession | undefined;
  /** The same for one that was found before. */
  renewed(session: KnownSession): KnownSession | undefined;
  /** Notes that it was used now. */
  used(session: KnownSession): void;
  /** Ends it; does nothing where it has ended. */
  end(session: KnownSession): Promise<void>;
  /** When it ends if it is not used again, in milliseconds since the epoch. */
  endOf(session: KnownSession): number;
  /** When it ends however it is used, in milliseconds since the epoch. */
  lastEndOf(session: Pick<KnownSession, 'createdAt'>): number;
}

/** 256 bits: nobody draws or guesses one that is in use. */
const ID_BYTES = 32;
/** Browsers and private windows of one person, with room for a shared token; the one not used for longest makes room. */
export const MAX_OF_TOKEN = 50;
/** The file is written whole at every change: a megabyte at this many. */
export const MAX_SESSIONS = 4_000;

export async function openSessions(
  dataDirectory: string,
  now: () => Date,
  { idleMs, maxAgeMs }: SessionLimits,
): Promise<Sessions> {
  const kept = await openKeptFile({
    path: join(dataDirectory, 'sessions.json'),
    member: 'sessions',
    schema: KnownSession,
    keyOf: ({ idHash }) => idHash,
    changed: () => {},
  });
  const uses = createLastUses(now, (written) =>
    kept.change((before) => mapOf([...before.values()].map((one) => withUse(one, written.get(one.idHash))))),
  );

  const current = (session: KnownSession) => withUse(session, uses.of(session.idHash));
  const lastEndOf = ({ createdAt }: Pick<KnownSession, 'createdAt'>) => Date.parse(createdAt) + maxAgeMs;
  const endOf = (session: KnownSession) =>
    Math.min(lastEndOf(session), Date.parse(current(session).lastUsedAt) + idleMs);

  function byHash(idHash: string): KnownSession | undefined {
    const session = kept.items().get(idHash);
    return session && now().getTime() < endOf(session) ? current(session) : undefined;
  }

  return {
    create: async (hash) => {
      const id = randomBytes(ID_BYTES).toString('base64url');
      const at = now().toISOString();
      const session = { idHash: tokenHash(id), tokenHash: hash, createdAt: at, lastUsedAt: at };
      await kept.change((before) => {
        const holding = [...before.values()].map(current).filter((one) => now().getTime() < endOf(one));
        const others = withRoomFor(hash, holding);
        if (others.length >= MAX_SESSIONS) {
          throw new VerbatimError(
            'BUSY',
            `There are ${MAX_SESSIONS} sessions; sign in once some have ended, or sign out elsewhere.`,
          );
        }
        return mapOf([...others, session]);
      });
      return { id, session };
    },
    find: (id) => byHash(tokenHash(id)),
    renewed: ({ idHash }) => byHash(idHash),
    used: ({ idHash }) => uses.used(idHash),
    end: async ({ idHash }) => {
      if (!kept.items().has(idHash)) return;
      await kept.change((before) => mapOf([...before.values()].filter((one) => one.idHash !== idHash)));
    },
    endOf,
    lastEndOf,
  };
}

/** Without those of one token, used longest ago, that are too many beside a new one. */
function withRoomFor(hash: string, sessions: readonly KnownSession[]): KnownSession[] {
  const own = sessions.filter(({ tokenHash }) => tokenHash === hash).sort(byUse);
  const ending = new Set(own.slice(0, Math.max(0, own.length - MAX_OF_TOKEN + 1)));
  return sessions.filter((session) => !ending.has(session));
}

function byUse(a: KnownSession, b: KnownSession): number {
  return a.lastUsedAt < b.lastUsedAt ? -1 : Number(a.lastUsedAt > b.lastUsedAt);
}

function withUse(session: KnownSession, lastUsedAt: string | undefined): KnownSession {
  return lastUsedAt === undefined ? session : { ...session, lastUsedAt };
}

function mapOf(sessions: readonly KnownSession[]): ReadonlyMap<string, KnownSession> {
  return new Map(sessions.map((session) => [session.idHash, session]));
}
