import { readdirSync } from 'node:fs';
import { Command } from 'commander';
import { expect, test } from 'vitest';
import type { Context } from './context.ts';
import { type AddCommand, allCommands, commandsFor } from './load-commands.ts';

const NAMES = readdirSync(new URL('commands', import.meta.url))
  .filter((file) => !file.endsWith('.test.ts'))
  .map((file) => file.replace(/\.ts$/, ''));

function namesOf(commands: readonly AddCommand[]): string[] {
  const program = new Command();
  for (const add of commands) add(program, {} as Context);
  return program.commands.map((command) => command.name());
}

test.each(NAMES)('%s is loaded alone', async (name) => {
  expect(namesOf(await commandsFor([name, '--help']))).toEqual([name]);
});

test('help and mistakes know every command', async () => {
  expect(namesOf(await allCommands()).sort()).toEqual([...NAMES].sort());
  for (const argv of [[], ['--help'], ['help', 'top'], ['serch'], ['toString']]) {
    expect(namesOf(await commandsFor(argv))).toHaveLength(NAMES.length);
  }
});

test('the version needs none', async () => {
  expect(await commandsFor(['--version'])).toEqual([]);
});
