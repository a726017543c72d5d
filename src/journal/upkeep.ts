import { VerbatimError } from '../errors.ts';
import { PACK_RETRY_MS, UPKEEP_EVERY_MS } from './limits.ts';
import { type PackingOptions, type PassedOver, packOldest } from './pack-sealed.ts';
import { type ExpiryOptions, isTailOld, removeExpired } from './remove-expired.ts';

/** Keeps a journal small: packs what is sealed, removes what retention allows. */
export interface Upkeep {
  /** Does at once what is due; resolves when nothing is. Calls while one is under way share it. */
  run(): Promise<void>;
  /** Ends what is under way. */
  close(): Promise<void>;
}

export interface UpkeepOptions {
  /** Seals the segment that is being written. */
  readonly roll: () => Promise<void>;
  readonly expiry: ExpiryOptions;
  /** Without it nothing is packed. */
  readonly packing?: PackingOptions | undefined;
  readonly now: () => number;
  /** It is tried again later. */
  readonly failed: (error: VerbatimError) => void;
}

/** Does what is due now and then, from now on. */
export function startUpkeep({ expiry, packing, roll, now, failed }: UpkeepOptions): Upkeep {
  const closing = new AbortController();
  const { signal } = closing;
  const passedOver: PassedOver = { incompressible: new Set(), failed: new Set() };
  let packAgainAt = 0;
  let running: Promise<void> | undefined;

  /** What may go, goes before anything is packed, and between two segments that are. */
  async function pass(): Promise<void> {
    do {
      if (await isTailOld(expiry)) await roll();
      await removeExpired(expiry).catch(report('remove what retention allows'));
    } while (!signal.aborted && (await packNext()));
  }

  async function packNext(): Promise<boolean> {
    if (!packing || now() < packAgainAt) return false;
    return packOldest(packing, passedOver).catch((cause) => {
      packAgainAt = now() + PACK_RETRY_MS;
      report('pack a segment')(cause);
      return false;
    });
  }

  function report(what: string): (cause: unknown) => void {
    return (cause) => {
      if (signal.aborted) return;
      failed(new VerbatimError('JOURNAL_WRITE', `The journal could not ${what}; it is tried again.`, { cause }));
    };
  }

  function run(): Promise<void> {
    running ??= pass().finally(() => {
      running = undefined;
    });
    return running;
  }

  const timer = setInterval(() => void run(), UPKEEP_EVERY_MS).unref();

  async function close(): Promise<void> {
    clearInterval(timer);
    closing.abort();
    await packing?.packer.close();
    await running;
  }

  return { run, close };
}
