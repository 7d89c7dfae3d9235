import { describe, expect, it } from '@jest/globals';
import { AnswerReader } from './answer-reader.js';

const bytes = (text: string) => Buffer.from(text, 'latin1');

/** Every way to cut it in two must read the same. */
function readInTwo(text: string) {
  const results = [];
  for (let cut = 1; cut < text.length; cut += 1) {
    const reader = new AnswerReader();
    const early = reader.push(bytes(text.slice(0, cut)));
    results.push(early ?? reader.push(bytes(text.slice(cut))));
  }
  return results.map((result) => result && [result.status, result.body.toString()]);
}

describe('answers on a socket', () => {
  it.each([
    ['by length', 'HTTP/1.1 202 Accepted\r\nContent-Length: 5\r\n\r\nhello', [202, 'hello']],
    ['empty', 'HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n', [200, '']],
    ['without a body', 'HTTP/1.1 204 No Content\r\ndate: now\r\n\r\n', [204, '']],
    [
      'in chunks',
      'HTTP/1.1 503 No\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n',
      [503, 'hello'],
    ],
    [
      'after a 100',
      'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 202 Accepted\r\ncontent-length: 2\r\n\r\nok',
      [202, 'ok'],
    ],
  ])('%s', (_, text, expected) => {
    expect(new Set(readInTwo(text).map((result) => JSON.stringify(result)))).toEqual(
      new Set([JSON.stringify(expected)]),
    );
  });

  it('ends with the connection where no length is said, and says that the connection is over', () => {
    const reader = new AnswerReader();
    expect(reader.push(bytes('HTTP/1.0 200 OK\r\n\r\nto the '))).toBeNull();
    expect(reader.push(bytes('end'))).toBeNull();
    expect(reader.end()?.body.toString()).toBe('to the end');
    const closing = new AnswerReader();
    closing.push(bytes('HTTP/1.1 200 OK\r\nConnection: close\r\ncontent-length: 0\r\n\r\n'));
    expect(closing.isLast).toBe(true);
    expect(new AnswerReader().end()).toBeNull();
  });
});
