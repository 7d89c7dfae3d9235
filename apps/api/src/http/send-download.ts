import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';

export type DownloadReply = FastifyReply;

const TYPES: Record<string, string> = {
  csv: 'text/csv; charset=utf-8',
  ics: 'text/calendar; charset=utf-8',
  json: 'application/json; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
  ndjson: 'application/x-ndjson; charset=utf-8',
  pdf: 'application/pdf',
  txt: 'text/plain; charset=utf-8',
};
/** Characters that are sent at once: a line for itself would cost more than the line. */
const CHUNK = 65_536;

/**
 * Answers with a file, piece by piece as it is made and no faster than the caller takes it; when the caller leaves, the
 * making stops. The ending of the name decides the media type. What fails before the first piece is an answer of its
 * own; what fails later breaks the connection off, so that nobody takes half a file for a whole one.
 */
export async function sendDownload(
  reply: DownloadReply,
  fileName: string,
  pieces: AsyncIterable<string | Buffer>,
): Promise<void> {
  const chunks = gather(pieces);
  const first = await chunks.next();
  const type = TYPES[fileName.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
  reply.header('content-type', type).header('content-disposition', `attachment; filename="${fileName}"`);
  await reply.send(Readable.from(following(first, chunks)));
}

/** Few large pieces instead of many small ones; bytes stay as they are. */
async function* gather(pieces: AsyncIterable<string | Buffer>): AsyncGenerator<string | Buffer, void> {
  let gathered = '';
  for await (const piece of pieces) {
    if (typeof piece === 'string') gathered += piece;
    if (gathered.length >= CHUNK || (typeof piece !== 'string' && gathered !== '')) {
      yield gathered;
      gathered = '';
    }
    if (typeof piece !== 'string') yield piece;
  }
  if (gathered !== '') yield gathered;
}

async function* following(
  first: IteratorResult<string | Buffer, void>,
  rest: AsyncGenerator<string | Buffer, void>,
): AsyncGenerator<string | Buffer> {
  try {
    if (first.done !== true) yield first.value;
    yield* rest;
  } finally {
    await rest.return();
  }
}
