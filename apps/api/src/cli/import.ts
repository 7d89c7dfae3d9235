import { createReadStream, readFileSync, statSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { countSkipped } from '@tenken/shared/count-skipped';
import {
  ImportAccepted,
  ImportJobResponse,
  ImportKind,
  ImportMapping,
  ImportMappingKept,
} from '@tenken/shared/imports.contract';
import { Presets, SingleBar } from 'cli-progress';
import { z } from 'zod';
import { findImportFiles, IMPORT_TYPES } from './find-import-files.js';
import { ServerClient } from './server-client.js';

const HELP = `npm run import -- <kind> <file, folder or pattern …> [--dry-run] [--map file]

Brings files into the running Tenken. Kinds: ${ImportKind.options.join(', ')}.
Formats: JSON, NDJSON, CSV (UTF-8, UTF-16 or Shift_JIS); Markdown for postmortems; rule files. docs/imports.md has the
columns. A folder means its files; patterns know * ? and **.

  --dry-run     changes nothing, says what would happen
  --map file    columns of the files: {"columns": {"件名": "title", …}, "timeZone": "Asia/Tokyo", "dayOrder": "dmy",
                "numbers": "excel1900", "source": "…"}; kept for the next files with the same columns
  TENKEN_URL    address of the server (http://127.0.0.1:3000)
  TENKEN_TOKEN  API token with the scope "write" (or BOOTSTRAP_TOKEN)

Exit status: 0 all was taken · 1 some lines were rejected · 2 wrong use · 3 a file failed or the server did not answer
`;

const SHOWN_REJECTS = 10;

/** As ImportMapping, with the columns as one object. */
const MapFile = ImportMapping.extend({
  columns: z
    .record(z.string(), z.string().nullable())
    .transform((columns) => Object.entries(columns).map(([column, field]) => ({ column, field }))),
});

const totals = { created: 0, updated: 0, unchanged: 0, rejected: 0, skipped: 0 };

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      'dry-run': { type: 'boolean', default: false },
      map: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const [kindText, ...paths] = positionals;
  if (values.help || kindText === undefined || paths.length === 0) {
    process.stdout.write(HELP);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  const kind = ImportKind.safeParse(kindText);
  if (!kind.success) throw new WrongUse(`${kindText}: ${kind.error.issues[0]?.message}`);
  const files = orWrongUse(() => findImportFiles(paths));
  const given = values.map === undefined ? null : readMap(values.map);
  const server = ServerClient.fromEnvironment();
  const mapping = given === null ? null : await keepMapping(server, kind.data, given);
  let failed = 0;
  for (const file of files) {
    try {
      await importFile(server, kind.data, file, values['dry-run'], mapping);
    } catch (error) {
      // the other files are none the worse for it
      failed += 1;
      process.stderr.write(`${(error as Error).message}\n`);
    }
  }
  const { created, updated, unchanged, rejected, skipped } = totals;
  const verb = values['dry-run'] ? 'would be ' : '';
  process.stdout.write(
    `${verb}created ${created}, updated ${updated}, unchanged ${unchanged}, rejected ${rejected}\n`,
  );
  if (skipped > 0)
    process.stdout.write(
      `${skipped} recording ${skipped === 1 ? 'rule was' : 'rules were'} left out: they never fire\n`,
    );
  if (failed > 0) process.exitCode = 3;
  else if (rejected > 0) process.exitCode = 1;
}

class WrongUse extends Error {}

function orWrongUse<Result>(run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    throw new WrongUse((error as Error).message);
  }
}

function readMap(path: string): ImportMapping {
  const value: unknown = orWrongUse(() => JSON.parse(readFileSync(path, 'utf8')));
  const parsed = MapFile.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new WrongUse(`${path}: ${issue?.path.join('.')}: ${issue?.message}`);
}

async function keepMapping(server: ServerClient, kind: ImportKind, mapping: ImportMapping): Promise<string> {
  const headers = mapping.columns.map(({ column }) => column);
  const body = Buffer.from(JSON.stringify({ headers, mapping }));
  return ImportMappingKept.parse(await server.send('PUT', `/api/v1/import-mappings/${kind}`, body)).id;
}

async function importFile(
  server: ServerClient,
  kind: ImportKind,
  file: string,
  dryRun: boolean,
  mapping: string | null,
): Promise<void> {
  const query = new URLSearchParams({ dryRun: String(dryRun), fileName: basename(file) });
  if (mapping !== null) query.set('mapping', mapping);
  const type = IMPORT_TYPES[extname(file).toLowerCase()] ?? 'application/octet-stream';
  const body = { stream: createReadStream(file), bytes: statSync(file).size };
  const accepted = await server.send('POST', `/api/v1/import/${kind}?${query}`, body, type);
  const job = await follow(server, ImportAccepted.parse(accepted).id, file);
  if (job.stage !== 'done') throw new Error(`${file}: ${job.stage}${job.error ? `: ${job.error}` : ''}`);
  for (const name of ['created', 'updated', 'unchanged', 'rejected'] as const)
    totals[name] += job.counts[name];
  totals.skipped += countSkipped(job.counts);
  for (const reject of job.rejects.slice(0, SHOWN_REJECTS)) {
    for (const { field, reason } of [reject, ...reject.others]) {
      process.stderr.write(`${file}:${reject.line}: ${field ? `${field}: ` : ''}${reason}\n`);
    }
  }
  const more = job.counts.rejected - Math.min(job.rejects.length, SHOWN_REJECTS);
  if (more > 0)
    process.stderr.write(`… and ${more} more: ${server.url}/api/v1/import-jobs/${job.id}/rejects.csv\n`);
}

/** Waits for the end of a job: a bar on a terminal, nothing elsewhere. */
async function follow(server: ServerClient, id: string, file: string): Promise<ImportJobResponse> {
  const bar = process.stderr.isTTY
    ? new SingleBar(
        {
          format: `${basename(file)} {bar} {percentage}% {value}/{total} {rate}/s {left}`,
          stream: process.stderr,
        },
        Presets.shades_classic,
      )
    : null;
  for (let pauseMs = 50, started = false; ; pauseMs = Math.min(pauseMs * 1.5, 1000)) {
    const job = ImportJobResponse.parse(await server.send('GET', `/api/v1/import-jobs/${id}`));
    if (bar !== null && job.total !== null) {
      if (!started) bar.start(job.total, job.counts.read, shownRate(job));
      started = true;
      bar.update(job.counts.read, shownRate(job));
    }
    if (job.stage !== 'queued' && job.stage !== 'running') {
      bar?.stop();
      return job;
    }
    await sleep(pauseMs);
  }
}

function shownRate({ rowsPerSecond, secondsLeft }: ImportJobResponse): { rate: string; left: string } {
  return { rate: String(rowsPerSecond ?? '–'), left: secondsLeft === null ? '' : `${secondsLeft}s left` };
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = error instanceof WrongUse ? 2 : 3;
}
