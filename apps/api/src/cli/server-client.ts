import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Readable } from 'node:stream';
import { readClientEnv } from '../config/client-env.js';

/** A body that is sent as it is read. */
export interface StreamedBody {
  stream: Readable;
  bytes: number;
}

/** Talks to a running Tenken as a token. Errors are told in the server's own words. */
export class ServerClient {
  constructor(
    readonly url: string,
    private readonly token: string,
  ) {}

  static fromEnvironment(): ServerClient {
    const { TENKEN_URL, TENKEN_TOKEN } = readClientEnv();
    return new ServerClient(TENKEN_URL, TENKEN_TOKEN);
  }

  /** Sends bytes, answers the parsed JSON (null for an empty answer). */
  send(
    method: string,
    path: string,
    body?: Buffer | StreamedBody,
    contentType = 'application/json',
  ): Promise<unknown> {
    const target = new URL(path, this.url);
    const request = target.protocol === 'https:' ? httpsRequest : httpRequest;
    return new Promise((resolve, reject) => {
      const headers = {
        authorization: `Bearer ${this.token}`,
        ...(body
          ? { 'content-type': contentType, 'content-length': 'bytes' in body ? body.bytes : body.length }
          : {}),
      };
      const outgoing = request(target, { method, headers }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          const status = answer.statusCode ?? 0;
          if (status >= 200 && status < 300) resolve(text === '' ? null : JSON.parse(text));
          else reject(new Error(`${method} ${target.pathname}: ${status} ${detailOf(text)}`));
        });
      });
      outgoing.on('error', (error: NodeJS.ErrnoException) => {
        reject(
          new Error(
            `No Tenken answers at ${this.url} (${error.code ?? error.message}). Start it, or set TENKEN_URL.`,
          ),
        );
      });
      if (body !== undefined && 'stream' in body) {
        body.stream.on('error', (error) => outgoing.destroy(error));
        body.stream.pipe(outgoing);
      } else outgoing.end(body);
    });
  }
}

function detailOf(text: string): string {
  try {
    return (JSON.parse(text) as { detail?: string }).detail ?? text;
  } catch {
    return text.slice(0, 200);
  }
}
