import { describe, expect, it } from '@jest/globals';
import { readDelivery } from './read-delivery.js';

const receivedAt = new Date('2026-11-21T00:00:00Z');
const read = (body: unknown, adapter = 'generic') =>
  readDelivery({ adapter, headers: {}, receivedAt }, Buffer.from(JSON.stringify(body)), {
    settings: {},
    defaultService: null,
  });

describe('what of a delivery could not be read', () => {
  it('is a code with its values for each part, and the same in English', () => {
    const good = { rule: 'R', startsAt: '2026-11-21T00:00:00Z' };
    const { unread, errorCode, errorDetail } = read([
      good,
      { ...good, startsAt: 'soon' },
      { ...good, rule: '' },
    ]);
    expect(errorCode).toBe('partly_unreadable');
    expect(errorDetail).toBe(
      '2 of 3 could not be read: ' +
        '1.startsAt: expected a time such as 2026-11-21T09:30:00+09:00, found "soon"; ' +
        '2.rule: expected a text that is not empty, found ""',
    );
    expect(unread).toEqual({
      count: 2,
      of: 3,
      parts: [
        {
          field: '1.startsAt',
          code: 'time_such_as',
          params: { example: '2026-11-21T09:30:00+09:00' },
          expected: 'a time such as 2026-11-21T09:30:00+09:00',
          found: '"soon"',
          item: null,
          text: '1.startsAt: expected a time such as 2026-11-21T09:30:00+09:00, found "soon"',
        },
        {
          field: '2.rule',
          code: 'filled_text',
          params: {},
          expected: 'a text that is not empty',
          found: '""',
          item: null,
          text: '2.rule: expected a text that is not empty, found ""',
        },
      ],
    });
  });

  it('is words alone where there is no field', () => {
    const { unread, errorDetail } = read('', 'none-such');
    expect(errorDetail).toContain('nothing that reads "none-such"');
    expect(unread?.parts).toMatchObject([{ field: null, code: null, expected: null, text: errorDetail }]);
  });

  it('is no more than can be stored: no NUL, no half of a character, no megabytes', () => {
    const name = `${'😀'.repeat(1000)}\0`;
    const { unread, errorDetail } = read({
      rule: 'R',
      startsAt: '2026-11-21T00:00:00Z',
      labels: { [name]: 1 },
    });
    const [part] = unread!.parts;
    expect(part).toMatchObject({ code: 'text', found: '1' });
    expect(part!.field).toHaveLength(401);
    expect(part!.text).toHaveLength(401);
    expect(errorDetail).toHaveLength(2001);
    expect(JSON.stringify([part, errorDetail])).not.toMatch(/\\u0000|\\ud83d/);
  });
});
