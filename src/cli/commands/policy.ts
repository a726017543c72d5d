import { type Command, Option } from 'commander';
import { VerbatimError } from '../../errors.ts';
import type { Context } from '../context.ts';
import { queryAfterFiles } from '../local/query-after-files.ts';
import { addOutput, addSelection, namesOption, type SelectionOptions, selectionOf } from '../options.ts';
import { explainEvents } from '../policy/explain-events.ts';
import { explainRequest, type RequestFlags } from '../policy/explain-request.ts';
import { lintPolicy } from '../policy/lint-policy.ts';
import { loadPolicy } from '../policy/load-policy.ts';
import { printPresets } from '../policy/print-presets.ts';
import { simulatePolicy } from '../policy/simulate-policy.ts';
import { suggestPolicy } from '../policy/suggest-policy.ts';
import { RECORD_FORMATS, type RecordFormat } from '../render/records.ts';

interface ExplainFlags extends RequestFlags {
  readonly events?: readonly string[];
  readonly output?: 'table' | 'text' | 'json' | 'jsonl';
}

const EXPLAIN_HELP = `
A policy is YAML or JSON: alone, in a ConfigMap, in a list, or in a cluster specification of Kublr; - is standard input,
preset:NAME one that "verbatim policy presets" lists.
Rules are counted from 0, as in the messages of kube-apiserver.

Examples:
  verbatim policy explain policy.yaml --user alice --verb delete --resource secrets -n prod
  verbatim policy explain policy.yaml --verb get --path /healthz
  verbatim policy explain policy.yaml --events audit.log -o jsonl`;

export function addPolicy(program: Command, context: Context): void {
  const command = program.command('policy').description('Audit policies: what they record, and why.');
  addExplain(command, context);
  addLint(command, context);
  addSimulate(command, context);
  addSuggest(command, context);
  addPresets(command, context);
}

function addExplain(parent: Command, context: Context): void {
  parent
    .command('explain')
    .description('Which rule of a policy decides, why the others do not match, and what will be recorded.')
    .argument('<policy>', 'a file with an audit policy, or preset:NAME')
    .option('--user <name>', 'who asks; without it nobody who authenticated')
    .addOption(namesOption('--user-group <names>', 'the groups of who asks').default([], 'none'))
    .option('--verb <verb>', 'what is done (default get)')
    .option('--resource <name>', 'to which resource; pods/log is a subresource')
    .option('--api-group <name>', 'of which API group', '')
    .option('-n, --namespace <name>', 'in which namespace', '')
    .option('--name <name>', 'to the object of which name', '')
    .option('--path <path>', 'to which path, if it is no resource', '')
    .option('--events <path...>', 'say it for each event in these files, folders and archives (- is standard input)')
    .addOption(
      new Option(
        '-o, --output <format>',
        'how results are printed; for events table or jsonl, else text or json',
      ).choices(['text', 'json', 'table', 'jsonl']),
    )
    .addHelpText('after', EXPLAIN_HELP)
    .action(async (path: string, { events, output, ...flags }: ExplainFlags) => {
      const policy = await loadPolicy(path, context);
      if (events) return explainEvents(policy, events, output ?? 'table', context);
      if (flags.resource === undefined && flags.path === '') {
        throw new VerbatimError('USAGE', 'Say what is asked for: --resource NAME or --path PATH, or --events FILE.');
      }
      await explainRequest(policy, flags, output ?? 'text', context);
    });
}

const LINT_HELP = `
Beside what kube-apiserver refuses: rules that never decide, secrets recorded with bodies, requests recorded that nobody asks
about, and requests not recorded that everybody asks about. It exits with 1 if there is an error or a warning.

Examples:
  verbatim policy lint policy.yaml
  verbatim policy lint policy.yaml -o jsonl | jq -r 'select(.severity == "warning") | .message'`;

function addLint(parent: Command, context: Context): void {
  const command = parent
    .command('lint')
    .description('What is wrong with a policy, why, and which rule would mend it.')
    .argument('<policy>', 'a file with audit policies, or preset:NAME');
  addOutput(command, ['text', 'json', 'jsonl'])
    .addHelpText('after', LINT_HELP)
    .action((path: string, { output }: { output: string }) => lintPolicy(path, output, context));
}

const SIMULATE_HELP = `
Replays recorded events: what the policy records of them and by which rules, and what is gained and lost against what was
recorded, or against another policy. Bodies that were not recorded are estimated by those of the same kind that were.

Examples:
  verbatim policy simulate policy.yaml --from now-7d
  verbatim policy simulate new.yaml 'ns: prod' --against old.yaml --cluster prod
  verbatim policy simulate preset:verbatim --file audit.log -o json`;

interface SimulateFlags extends SelectionOptions {
  readonly against?: string;
  readonly output: 'table' | 'json';
}

function addSimulate(parent: Command, context: Context): void {
  const command = parent
    .command('simulate')
    .description('What recorded events would be under a policy, or under one against another.')
    .argument('<policy>', 'a file with an audit policy, or preset:NAME')
    .argument('[query]', 'only events that match it')
    .option('--against <policy>', 'what is gained and lost against this one; without it, against what was recorded');
  addOutput(addSelection(command), ['table', 'json'])
    .addHelpText('after', SIMULATE_HELP)
    .action(async (path: string, given: string | undefined, flags: SimulateFlags) => {
      const { query, file } = queryAfterFiles({ query: given, file: flags.file });
      const { data, against, output } = flags;
      await simulatePolicy(path, selectionOf(query, { ...flags, file }), { data, file, against, output }, context);
    });
}

const SUGGEST_HELP = `
Begins with what Verbatim recommends and records less of the least valuable traffic, the largest first, until the rest keeps
within the budget. Never less of what investigators ask for first: exec, RBAC, secrets, and who changed what. Comments say what
each added rule saves. It exits with 1 where the budget cannot be met.

Examples:
  verbatim policy suggest --budget 500MB/day --from now-7d > policy.yaml
  verbatim policy suggest 'cluster: prod' --budget 2GiB/week
  verbatim policy suggest --budget 20MiB/h --file audit.log`;

interface SuggestFlags extends SelectionOptions {
  readonly budget: string;
  readonly output: 'yaml' | 'json';
}

function addSuggest(parent: Command, context: Context): void {
  const command = parent
    .command('suggest')
    .description('A policy for recorded events under a budget, with what each of its rules saves.')
    .argument('[query]', 'only events that match it')
    .requiredOption('--budget <size>', 'bytes a day, such as 500MB/day, 2GiB/week or 20MiB/h');
  addOutput(addSelection(command), ['yaml', 'json'])
    .addHelpText('after', SUGGEST_HELP)
    .action(async (given: string | undefined, flags: SuggestFlags) => {
      const { query, file } = queryAfterFiles({ query: given, file: flags.file });
      const { data, budget, output } = flags;
      await suggestPolicy(selectionOf(query, { ...flags, file }), { data, file, budget, output }, context);
    });
}

const PRESETS_HELP = `
Examples:
  verbatim policy presets
  verbatim policy presets verbatim > policy.yaml`;

function addPresets(parent: Command, context: Context): void {
  const command = parent
    .command('presets')
    .description('Policies that are known by a name: those of platforms, and what Verbatim recommends.')
    .argument('[name]', 'print this one');
  addOutput(command, RECORD_FORMATS)
    .addHelpText('after', PRESETS_HELP)
    .action((name: string | undefined, { output }: { output: RecordFormat }) => printPresets(name, output, context));
}
