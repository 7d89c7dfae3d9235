// Gives the SQL of each migration to squawk, which knows what locks a table for long or breaks running programs.
// Migrations are TypeScript with raw SQL: `up` runs against a recorder in place of a connection.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import './typescript.mjs';
import { bin, inRoot } from './root.mjs';
import { runCommand } from './run-command.mjs';

/**
 * Squawk's rules that do not fit, each with its reason. Migrations run in a transaction, before the new program serves,
 * and their timeouts are set by the runner.
 */
const NOT_FOR_US = [
  'prefer-robust-stmts', // each migration is one transaction: it happens whole or not at all
  'require-timeout-settings',
  'require-concurrent-index-creation', // not possible in a transaction; new tables are empty
  'prefer-bigint-over-int', // where a number stays small the narrower column is meant
  'prefer-bigint-over-smallint',
  'prefer-identity', // checked by eye: serial is not used
];

const { migrations } = await import(inRoot('migrations/migration-list.ts'));
const directory = mkdtempSync(join(tmpdir(), 'tenken-sql-'));
try {
  const files = [];
  for (const Migration of migrations) {
    const statements = [];
    await new Migration().up({
      query: async (sql) => {
        statements.push(sql.trim().replace(/;*$/, ';'));
        return [];
      },
    });
    const file = join(directory, `${Migration.name}.sql`);
    writeFileSync(file, `${statements.join('\n\n')}\n`);
    files.push(file);
  }
  const run = await runCommand(bin('squawk'), [
    '--assume-in-transaction',
    '--pg-version=15.0',
    ...NOT_FOR_US.map((rule) => `--exclude=${rule}`),
    ...files,
  ]);
  process.stdout.write(run.output.replaceAll(`${directory}/`, ''));
  process.exitCode = run.code;
} finally {
  rmSync(directory, { recursive: true, force: true });
}
