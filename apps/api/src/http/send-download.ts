import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';

export type DownloadReply = FastifyReply;

const TYPES: Record<string, string> = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
  ndjson: 'application/x-ndjson; charset=utf-8',
  pdf: 'application/pdf',
};

/** Answers with a file, piece by piece as it is made. The ending of the name decides the media type. */
export async function sendDownload(
  reply: DownloadReply,
  fileName: string,
  pieces: AsyncIterable<string | Buffer>,
): Promise<void> {
  const type = TYPES[fileName.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
  reply.header('content-type', type).header('content-disposition', `attachment; filename="${fileName}"`);
  await reply.send(Readable.from(pieces));
}
