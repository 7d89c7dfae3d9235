import { chmod, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ImportAccepted, ImportJobResponse } from '@tenken/shared/imports.contract';
import { measureCopy } from './copy-episodes.js';
import { makeEpisodeFile } from './make-episode-file.js';
import { printFigure, ratio, whole } from './print-figures.js';
import { cpuSeconds } from './process-figures.js';
import { type BenchProduct, TOKEN } from './run-product.js';

/**
 * Episodes from a CSV file: sent to the product as any file is, until its job has ended, against COPY of the same lines by
 * a staging table into the same tables with rules, services and rollups. COPY goes before and after, its mean counts. Each
 * run has a source of its own, so that none finds the rows of another. Returns how many rows were not made.
 */
export async function measureImport(product: BenchProduct, rows: number, startMs: number): Promise<number> {
  const copy = async (name: string) => {
    const path = join(tmpdir(), `tenken-bench-${process.pid}-${name}.csv`);
    try {
      await writeFile(path, makeEpisodeFile(name, rows, startMs));
      // read by the server of the database, who may be somebody else
      await chmod(path, 0o644);
      return rows / (await measureCopy(product.database, path, name));
    } finally {
      await rm(path, { force: true });
    }
  };
  // Warm: partitions are made, statements are planned, code is compiled.
  await bringIn(product, makeEpisodeFile('warm-up', 20_000, startMs));
  await copy('copy-warm-up');

  const before = await copy('copy-before');
  const file = makeEpisodeFile('product', rows, startMs);
  const pids = [product.pid, product.postgresPid];
  const cpuBefore = pids.map((pid) => cpuSeconds(pid));
  const { seconds, job } = await bringIn(product, file);
  const cpu = pids.map((pid, index) => cpuSeconds(pid) - cpuBefore[index]!);
  const copied = (before + (await copy('copy-after'))) / 2;
  const again = await bringIn(product, file);

  process.stdout.write(`\n  ${whole(rows)} episodes, ${(file.length / 1e6).toFixed(1)} MB of CSV\n\n`);
  const perSecond = rows / seconds;
  printFigure('COPY by staging table, with rollups, rows/s', whole(copied));
  printFigure('import by HTTP until its job has ended, rows/s', whole(perSecond));
  printFigure('ratio import : COPY (at least 0.5)', ratio(perSecond / copied));
  printFigure('of it CPU of the product / of PostgreSQL', `${cpu[0]!.toFixed(1)} / ${cpu[1]!.toFixed(1)} s`);
  printFigure('the same file again (nothing is new), rows/s', whole(rows / again.seconds));
  return rows - job.counts.created + (rows - again.job.counts.unchanged);
}

async function bringIn(
  product: BenchProduct,
  file: Buffer,
): Promise<{ seconds: number; job: ImportJobResponse }> {
  const headers = { authorization: `Bearer ${TOKEN}` };
  const startedMs = performance.now();
  const sent = await fetch(`${product.url}/api/v1/import/episodes?fileName=episodes.csv`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'text/csv' },
    body: new Uint8Array(file),
  });
  const { id } = ImportAccepted.parse(await sent.json());
  for (;;) {
    const answer = await fetch(`${product.url}/api/v1/import-jobs/${id}`, { headers });
    const job = ImportJobResponse.parse(await answer.json());
    if (job.stage === 'done') return { seconds: (performance.now() - startedMs) / 1000, job };
    if (job.stage !== 'queued' && job.stage !== 'running') throw new Error(`${job.stage}: ${job.error}`);
    await sleep(50);
  }
}
