import { parseArgs } from 'node:util';
import { Presets, SingleBar } from 'cli-progress';
import { DataSource } from 'typeorm';
import { describeStartError } from '../config/describe-start-error.js';
import { type Env, readEnv } from '../config/env.js';
import { dataSourceOptions } from '../database/data-source.js';
import { openDatabase } from '../database/open-database.js';
import { RollupCheckService } from '../features/episodes/rollup-check.service.js';

const HELP = `npm run verify-rollups [-- --repair]

Counts the episodes of every rule again and compares the result with the rollups from which pages take their figures:
per rule and UTC day, and the histograms of durations. Prints every difference; the exit code is 1 if there is one.
Works while Tenken runs: senders of a rule wait for as long as it is counted.

  --repair      writes the figures as they were counted
  DATABASE_URL  the database, else the embedded one in DATA_DIR, whether Tenken runs or not
`;

/** Past this many lines nobody reads on. */
const SHOWN = 1000;

let env: Env | null = null;
try {
  const { values } = parseArgs({
    options: {
      repair: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) process.stdout.write(HELP);
  else {
    env = readEnv();
    process.exitCode = await verify(env, values.repair);
  }
} catch (error) {
  process.stderr.write(`${describeStartError(error, env)}\n`);
  process.exitCode = 2;
}

async function verify(settings: Env, repair: boolean): Promise<number> {
  const say = (message: string) => void process.stderr.write(`${message}\n`);
  const quiet = () => undefined;
  const database = await openDatabase(settings, { debug: quiet, info: quiet, warn: say, error: say });
  try {
    const dataSource = await new DataSource(dataSourceOptions(database.url, 2)).initialize();
    try {
      return await compare(dataSource, repair);
    } finally {
      await dataSource.destroy();
    }
  } finally {
    await database.close();
  }
}

async function compare(dataSource: DataSource, repair: boolean): Promise<number> {
  const bar = process.stderr.isTTY
    ? new SingleBar(
        { format: '{bar} {percentage}% {value}/{total} rules {eta_formatted}', stream: process.stderr },
        Presets.shades_classic,
      )
    : null;
  let shown = 0;
  let isStarted = false;
  const found = await new RollupCheckService(dataSource).check({
    repair,
    onDifference({ alertRuleId, table, key, column, stored, expected }) {
      shown += 1;
      if (shown > SHOWN) return;
      const line = `rule ${alertRuleId} ${table} ${key} ${column}: stored ${stored}, counted ${expected}`;
      process.stdout.write(`${line}\n`);
    },
    onProgress(checked, total) {
      if (!isStarted) bar?.start(total, 0);
      isStarted = true;
      bar?.update(checked);
    },
  });
  bar?.stop();
  if (shown > SHOWN) process.stdout.write(`… and ${shown - SHOWN} more\n`);
  const repaired =
    repair && found.repaired > 0 ? `, repaired the rollups of ${count(found.repaired, 'rule')}` : '';
  process.stdout.write(
    `${found.rules} rules checked, ${count(found.differences, 'difference')}${repaired}\n`,
  );
  return found.differences > 0 ? 1 : 0;
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
