import { readdirSync, readFileSync } from 'node:fs';
import type { Engine } from './engine.ts';

const FOLDER = new URL('./migrations/', import.meta.url);

/** The migrations, in order: each is one file of statements separated by lines that hold only `;`. */
export function migrations(): { name: string; statements: string[] }[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => ({
      name: file.slice(0, -4),
      statements: splitStatements(readFileSync(new URL(file, FOLDER), 'utf8')),
    }));
}

function splitStatements(sql: string): string[] {
  return sql.split(/^;$/m).filter((statement) => statement.trim() !== '');
}

/** Applies the migrations that this store has not seen. A migration that was cut off is applied again: each can be repeated. */
export async function migrate(engine: Engine): Promise<string[]> {
  await engine.command(
    "CREATE TABLE IF NOT EXISTS migrations (name String, applied_at DateTime64(3, 'UTC') DEFAULT now64(3)) ENGINE = MergeTree ORDER BY name",
  );
  const seen = new Set((await engine.query('SELECT name FROM migrations')).map(([name]) => name as string));
  const applied: string[] = [];
  for (const { name, statements } of migrations()) {
    if (seen.has(name)) continue;
    for (const statement of statements) await engine.command(statement);
    await engine.command(`INSERT INTO migrations (name) VALUES ('${name}')`);
    applied.push(name);
  }
  return applied;
}
