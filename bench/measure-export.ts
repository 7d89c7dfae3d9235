import { residentBytes } from './process-figures.js';
import { type BenchProduct, TOKEN } from './run-product.js';

export interface ExportCost {
  rows: number;
  seconds: number;
  bytes: number;
  /** resident MiB of the product before, and its largest in each tenth of the answer's time */
  before: number;
  peaks: number[];
}

/** Reads a CSV to its end and looks at the product's memory all the while; null where there is no such export. */
export async function measureExport(product: BenchProduct, path: string): Promise<ExportCost | null> {
  const samples: { ms: number; bytes: number }[] = [];
  const startedMs = performance.now();
  const sample = () => samples.push({ ms: performance.now() - startedMs, bytes: residentBytes(product.pid) });
  sample();
  const timer = setInterval(sample, 50);
  try {
    const answer = await fetch(product.url + path, { headers: { authorization: `Bearer ${TOKEN}` } });
    if (answer.status === 404) return null;
    if (!answer.ok || answer.body === null) throw new Error(`${path} answered ${answer.status}`);
    let lines = 0;
    let bytes = 0;
    for await (const piece of answer.body) {
      bytes += piece.length;
      for (const byte of piece) if (byte === 10) lines += 1;
    }
    const wholeMs = performance.now() - startedMs;
    const peaks = Array.from({ length: 10 }, (_, tenth) =>
      Math.max(
        0,
        ...samples
          .filter(({ ms }) => Math.min(9, Math.floor((ms / wholeMs) * 10)) === tenth)
          .map((one) => one.bytes / 1_048_576),
      ),
    );
    return { rows: lines - 1, seconds: wholeMs / 1000, bytes, before: samples[0]!.bytes / 1_048_576, peaks };
  } finally {
    clearInterval(timer);
  }
}
