import type { Command } from 'commander';
import { createClient } from '../client/client.ts';
import { findServer } from '../client/server.ts';
import { unknownClusters } from '../client/unknown-clusters.ts';
import type { Context } from '../context.ts';
import { clauseOf, withQuery } from '../failure.ts';
import { parseItem } from '../item.ts';
import { addOutput, addServer, addZone, clusterOption, type ZoneOptions, zoneOf } from '../options.ts';
import { createEventTable } from '../render/event-table.ts';
import { membersOf } from '../render/json-text.ts';
import { counted } from '../render/number.ts';
import { follow } from '../tail/follow.ts';

interface TailOptions extends ZoneOptions {
  readonly cluster: readonly string[];
  readonly data?: string;
  readonly output: 'table' | 'wide' | 'jsonl';
  readonly envelope?: boolean;
}

const HELP = `
Ends with Ctrl-C. A lost connection is opened again; what came in between is not shown.

Examples:
  verbatim tail 'outcome: denied'
  verbatim tail 'resource: secrets and verb: get' -o jsonl | ./notify`;

export function addTail(program: Command, context: Context): void {
  const command = program
    .command('tail')
    .description('Matching events as they arrive.')
    .argument('[query]', 'in the query language; without it everything matches')
    .addOption(clusterOption());
  addZone(addServer(addOutput(command, ['table', 'wide', 'jsonl'])))
    .option('--envelope', 'jsonl: each event within what Verbatim knows about it')
    .addHelpText('after', HELP)
    .action((query: string | undefined, options: TailOptions) => tail(query ?? '', options, context));
}

async function tail(query: string, options: TailOptions, context: Context): Promise<void> {
  const client = createClient(await findServer(context.io.env, options.data));
  // It brings a library for event streams with it.
  const { subscribe } = await import('../client/subscribe.ts');
  const stop = new AbortController();
  const release = context.io.onInterrupt(() => stop.abort());
  const { signal } = stop;
  // Events are not kept waiting for it.
  void unknownClusters(client, options.cluster, signal).then((sentences) => sentences.forEach(context.note));
  const print = printer(options, context);
  const onMissed = (count: number) => context.note(`verbatim: too slow; ${counted(count, 'event')} passed over`);
  let lostAt = '';
  try {
    const batches = follow({
      signal,
      connect: () => subscribe(client, { query, clusters: options.cluster, signal, onMissed }),
      wait: (millis) => context.io.wait(millis, signal),
      onLost: (reason, millis) => {
        lostAt ||= new Date().toISOString();
        context.note(`verbatim: ${clauseOf(reason)}; trying again in ${Math.ceil(millis / 1000)} s`);
      },
      onBack: () => {
        context.note(`verbatim: connected again; \`verbatim search --from ${lostAt}\` shows what came in between`);
        lostAt = '';
      },
    });
    for await (const batch of batches) await context.out.write(print(batch));
  } catch (error) {
    if (!signal.aborted) throw withQuery(error, query);
  } finally {
    release();
    stop.abort();
  }
}

function printer(options: TailOptions, context: Context): (batch: readonly string[]) => string {
  const { output, envelope } = options;
  if (output === 'jsonl') {
    const line = (data: string) => (envelope ? data : (membersOf(data).get('event') ?? data));
    return (batch) => batch.map((data) => `${context.shownJson(line(data))}\n`).join('');
  }
  const table = createEventTable({
    context,
    zone: zoneOf(options),
    wide: output === 'wide',
    sample: 0,
    whole: '-o jsonl',
  });
  return (batch) => table.add(batch.map((text) => parseItem(text)));
}
