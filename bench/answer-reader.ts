const END_OF_HEAD = '\r\n\r\n';

/** Reads one HTTP/1.1 answer from the pieces of a connection: by length, in chunks, or up to its end. */
export class AnswerReader {
  /** the server will not answer on this connection again */
  isLast = false;
  private received: Buffer | null = null;

  /** The answer once it is whole, null before. */
  push(chunk: Buffer): { status: number; body: Buffer } | null {
    this.received = this.received === null ? chunk : Buffer.concat([this.received, chunk]);
    return this.read(false);
  }

  /** What there is when the server has closed the connection; null when that is no whole answer. */
  end(): { status: number; body: Buffer } | null {
    this.isLast = true;
    return this.received === null ? null : this.read(true);
  }

  private read(isClosed: boolean): { status: number; body: Buffer } | null {
    const bytes = this.received!;
    const headEnd = bytes.indexOf(END_OF_HEAD);
    if (headEnd < 0) return null;
    const head = bytes.toString('latin1', 0, headEnd).toLowerCase();
    const status = Number(head.slice(9, 12));
    const rest = bytes.subarray(headEnd + END_OF_HEAD.length);
    if (status === 100) {
      this.received = rest.length > 0 ? rest : null;
      return rest.length > 0 ? this.read(isClosed) : null;
    }
    if (head.includes('\r\nconnection: close')) this.isLast = true;
    const length = /\r\ncontent-length: *(\d+)/.exec(head)?.[1];
    if (length !== undefined) {
      return rest.length < Number(length) ? null : { status, body: rest.subarray(0, Number(length)) };
    }
    if (status === 204 || status === 304) return { status, body: Buffer.alloc(0) };
    if (/\r\ntransfer-encoding:[^\r]*chunked/.test(head)) {
      const body = joinChunks(rest);
      return body === null ? null : { status, body };
    }
    return isClosed ? { status, body: rest } : null;
  }
}

/** The body of a chunked answer, null when its last chunk is not there yet. Trailers are not expected. */
function joinChunks(bytes: Buffer): Buffer | null {
  const parts: Buffer[] = [];
  let at = 0;
  for (;;) {
    const lineEnd = bytes.indexOf('\r\n', at);
    if (lineEnd < 0) return null;
    const size = Number.parseInt(bytes.toString('latin1', at, lineEnd), 16);
    const start = lineEnd + 2;
    if (bytes.length < start + size + 2) return null;
    if (size === 0) return Buffer.concat(parts);
    parts.push(bytes.subarray(start, start + size));
    at = start + size + 2;
  }
}
