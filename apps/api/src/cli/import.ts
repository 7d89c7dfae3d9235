import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { ImportAccepted, ImportJobResponse, ImportKind } from '@tenken/shared/imports.contract';
import { Presets, SingleBar } from 'cli-progress';
import { ServerClient } from './server-client.js';

const HELP = `npm run import -- <kind> <file or folder …> [--dry-run]

Brings files into the running Tenken. Kinds: ${ImportKind.options.join(', ')}.
Formats: JSON array, NDJSON, CSV (UTF-8 or Shift_JIS); Markdown for postmortems. A folder means its files.

  --dry-run   changes nothing, says what would happen
  TENKEN_URL    address of the server (http://127.0.0.1:3000)
  TENKEN_TOKEN  API token with the scope "write" (or BOOTSTRAP_TOKEN)
`;

const TYPES: Record<string, string> = {
  '.json': 'application/json',
  '.ndjson': 'application/x-ndjson',
  '.jsonl': 'application/x-ndjson',
  '.csv': 'text/csv',
  '.md': 'text/markdown',
  '.markdown': 'text/markdown',
};
const SHOWN_REJECTS = 10;

const totals = { created: 0, updated: 0, unchanged: 0, rejected: 0 };

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      'dry-run': { type: 'boolean', default: false },
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
  if (!kind.success) throw new Error(`${kindText}: ${kind.error.issues[0]?.message}`);
  const files = paths.flatMap(filesOf);
  if (files.length === 0) throw new Error(`No ${Object.keys(TYPES).join(', ')} file in ${paths.join(', ')}`);
  const server = ServerClient.fromEnvironment();
  for (const file of files) await importFile(server, kind.data, file, values['dry-run']);
  const { created, updated, unchanged, rejected } = totals;
  const verb = values['dry-run'] ? 'would be ' : '';
  process.stdout.write(
    `${verb}created ${created}, updated ${updated}, unchanged ${unchanged}, rejected ${rejected}\n`,
  );
  if (rejected > 0) process.exitCode = 1;
}

function filesOf(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .filter((name) => extname(name).toLowerCase() in TYPES && !/^readme\./i.test(name))
    .sort()
    .map((name) => join(path, name));
}

async function importFile(
  server: ServerClient,
  kind: ImportKind,
  file: string,
  dryRun: boolean,
): Promise<void> {
  const query = new URLSearchParams({ dryRun: String(dryRun), fileName: basename(file) });
  const type = TYPES[extname(file).toLowerCase()] ?? 'application/octet-stream';
  const accepted = await server.send('POST', `/api/v1/import/${kind}?${query}`, readFileSync(file), type);
  const job = await follow(server, ImportAccepted.parse(accepted).id, file);
  if (job.stage !== 'done') throw new Error(`${file}: ${job.stage}${job.error ? `: ${job.error}` : ''}`);
  for (const name of ['created', 'updated', 'unchanged', 'rejected'] as const)
    totals[name] += job.counts[name];
  for (const reject of job.rejects.slice(0, SHOWN_REJECTS)) {
    process.stderr.write(
      `${file}:${reject.line}: ${reject.field ? `${reject.field}: ` : ''}${reject.reason}\n`,
    );
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
          format: `${basename(file)} {bar} {percentage}% {value}/{total} {eta_formatted}`,
          stream: process.stderr,
        },
        Presets.shades_classic,
      )
    : null;
  for (let pauseMs = 50, started = false; ; pauseMs = Math.min(pauseMs * 1.5, 1000)) {
    const job = ImportJobResponse.parse(await server.send('GET', `/api/v1/import-jobs/${id}`));
    if (bar !== null && job.total !== null) {
      if (!started) bar.start(job.total, job.counts.read);
      started = true;
      bar.update(job.counts.read);
    }
    if (job.stage !== 'queued' && job.stage !== 'running') {
      bar?.stop();
      return job;
    }
    await sleep(pauseMs);
  }
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
