import type { Command } from 'commander';
import type { Context } from '../context.ts';
import type { Events } from '../events.ts';
import { type EventsOptions, openEvents } from '../open-events.ts';
import { addFiles, addOutput, addServer, addZone, type ZoneOptions, zoneOf } from '../options.ts';
import { describeRequest } from '../show/describe.ts';
import { type FoundRequest, findRequest, requestSearch, type Stage } from '../show/find-request.ts';

interface ShowOptions extends ZoneOptions, EventsOptions {
  readonly output: 'text' | 'json' | 'raw';
  readonly bodies: boolean;
}

const HELP = `
The id is the event's auditID, or Verbatim's own id of a record, as -o jsonl --envelope prints it.
json prints every stage with its envelope, raw the received bytes.

Example:
  verbatim show b6560098-0bbb-4593-ad6a-9c0022e9dc87`;

export function addShow(program: Command, context: Context): void {
  const command = program
    .command('show')
    .description('One request: every stage, who, what, when, why it was allowed, and its bodies.')
    .argument('<id>', 'an auditID or the id of a record');
  addZone(addFiles(addServer(addOutput(command, ['text', 'json', 'raw']))))
    .option('--no-bodies', 'text: without the bodies of request and answer')
    .addHelpText('after', HELP)
    .action(async (id: string, options: ShowOptions) => {
      const events = await openEvents(context, options);
      const found = await findRequest(events, id);
      await print(found, events, options, context);
      events.end();
    });
}

async function print(found: FoundRequest, events: Events, options: ShowOptions, context: Context): Promise<void> {
  const { paint, columns, out } = context;
  switch (options.output) {
    case 'raw':
      for await (const chunk of rawOf(found, events)) await out.write(chunk);
      return;
    case 'json':
      return out.write(context.shownJson(arrayOf(found)));
    case 'text':
      return out.write(describeRequest(found, { paint, columns, zone: zoneOf(options), bodies: options.bodies }));
  }
}

function arrayOf({ stages }: FoundRequest): string {
  return `[\n${stages.map(({ json }) => json).join(',\n')}\n]\n`;
}

function rawOf({ query, stages }: FoundRequest, events: Events): AsyncIterable<Uint8Array> {
  return query === undefined
    ? events.recordBytes((stages[0] as Stage).item.id)
    : events.search(requestSearch(query, 'raw', 0));
}
