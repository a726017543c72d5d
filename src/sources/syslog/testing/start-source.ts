import { Value } from 'typebox/value';
import type { Assembler } from '../../assembler.ts';
import type { Intake, ReceivedEntry, Sender } from '../../intake.ts';
import type { OpenListenerTls } from '../../listener-tls.ts';
import { SyslogConfig } from '../config.ts';
import type { ListenerStatus, Loss, Refusal } from '../observer.ts';
import { syslogSource } from '../source.ts';

/** What one call brought. */
export interface Brought {
  readonly sender: Sender;
  readonly texts: readonly string[];
  readonly flaws: readonly string[];
}

export interface StartedSource {
  /** The port of the only listener. */
  readonly port: number;
  readonly brought: Brought[];
  readonly refusals: Refusal[];
  readonly losses: [Loss, number][];
  /** All texts that were brought, in their order. */
  texts(): string[];
  status(): Promise<ListenerStatus>;
  stop(): Promise<void>;
}

/** Every line is an entry. */
export function eachLine(): Assembler {
  return { push: (line) => [line], expire: () => [], due: () => undefined, end: () => [], held: () => 0 };
}

export interface SourceOptions {
  /** What the intake does with each call, after noting it; that it is durable, unless told. */
  readonly answer?: (call: number) => Promise<void>;
  readonly createAssembler?: () => Assembler;
  readonly openTls?: OpenListenerTls;
}

/** A source with one listener. */
export async function startSource(listener: object, options: SourceOptions = {}): Promise<StartedSource> {
  const { answer = async () => {}, createAssembler = eachLine } = options;
  const openTls = options.openTls ?? (() => Promise.reject(new Error('There is no TLS here.')));
  const config = Value.Default(SyslogConfig, [
    { id: 'test', cluster: 'prod', listen: 'tcp://127.0.0.1:0', ...listener },
  ]) as SyslogConfig;
  const brought: Brought[] = [];
  const refusals: Refusal[] = [];
  const losses: [Loss, number][] = [];
  let url = '';
  let ask: () => Promise<readonly ListenerStatus[]> = async () => [];
  const ignore = () => {};
  const source = syslogSource({
    config,
    intake: {
      entries: async (sender: Sender, entries: readonly ReceivedEntry[]) => {
        const texts = entries.map(({ raw }) => Buffer.from(raw).toString('latin1'));
        brought.push({ sender, texts, flaws: entries.flatMap(({ quarantine }) => quarantine?.reason ?? []) });
        await answer(brought.length);
        return { received: entries.length, stored: entries.length, duplicates: 0, quarantined: 0 };
      },
    } as Intake,
    createAssembler,
    openTls,
    observer: {
      listening: (_source, opened) => {
        url = opened;
      },
      received: ignore,
      flawed: ignore,
      refused: (_source, refusal) => void refusals.push(refusal),
      lost: (_source, loss, messages) => void losses.push([loss, messages]),
      pushedBack: ignore,
      wentOn: ignore,
      smallBuffer: ignore,
      failed: ignore,
      status: (asked) => {
        ask = asked;
      },
    },
  });
  await source.start?.();
  return {
    port: Number(new URL(url).port),
    brought,
    refusals,
    losses,
    texts: () => brought.flatMap(({ texts }) => texts),
    status: async () => (await ask())[0] as ListenerStatus,
    stop: async () => source.stop?.(),
  };
}
