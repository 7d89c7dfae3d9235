import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { describeIssue } from './describe-issue.js';

const Record = z.strictObject({
  title: z.string().trim().min(1).max(5).optional(),
  severity: z.enum(['SEV1', 'SEV2']).optional(),
  count: z.number().max(3).optional(),
  on: z.iso.date().optional(),
  url: z.url().optional(),
  tags: z.array(z.string().max(2)).max(2).optional(),
  labels: z.record(z.string(), z.string()).optional(),
  at: z
    .string()
    .refine(() => false, { message: 'expected later', params: { code: 'before_start' } })
    .optional(),
});
const Required = z.object({ title: z.string() });

describe('an issue of a contract', () => {
  it.each([
    [Record, { severity: 'たいへん' }, 'severity', 'not_one_of', { allowed: 'SEV1, SEV2', text: 'たいへん' }],
    [Record, { severity: 3 }, 'severity', 'not_one_of', { allowed: 'SEV1, SEV2', text: '3' }],
    [Required, {}, 'title', 'required', {}],
    [Required, { title: null }, 'title', 'required', {}],
    [Record, { title: '  ' }, 'title', 'required', {}],
    [Record, { title: 7 }, 'title', 'not_a_text', { text: '7' }],
    [Record, { title: '123456' }, 'title', 'too_long', { max: 5, length: 6 }],
    [Record, { count: 4 }, 'count', 'too_big', { max: 3, text: '4' }],
    [Record, { count: '4' }, 'count', 'not_a_number', { text: '4' }],
    [Record, { on: '2026-02-30' }, 'on', 'not_a_day', { text: '2026-02-30' }],
    [Record, { url: 'example' }, 'url', 'not_a_url', { text: 'example' }],
    [Record, { tags: 'a' }, 'tags', 'not_a_list', { text: 'a' }],
    [Record, { tags: ['a', 'b', 'c'] }, 'tags', 'too_many', { max: 2, length: 3 }],
    [Record, { tags: ['abc'] }, 'tags.0', 'too_long', { max: 2, length: 3 }],
    [Record, { labels: { n: 1 } }, 'labels.n', 'not_a_text', { text: '1' }],
    [Record, { labels: 'x' }, 'labels', 'not_an_object', { text: 'x' }],
    [Record, { sevrity: 1 }, '', 'unknown_fields', { names: 'sevrity' }],
    [Record, { at: 'now' }, 'at', 'before_start', { text: 'now' }],
  ])('%# has a code and its values', (schema: z.ZodType, value: unknown, path, code, params) => {
    const [issue] = schema.safeParse(value).error!.issues;
    expect(describeIssue(issue!, value)).toEqual({ path, message: expect.any(String), code, params });
  });

  it('says the same in plain English; a check of our own keeps its words', () => {
    const say = (value: unknown) => describeIssue(Record.safeParse(value).error!.issues[0]!, value).message;
    expect(say({ severity: 'high' })).toBe('expected one of SEV1, SEV2, got high');
    expect(say({ title: 'longer' })).toBe('expected at most 5 characters, got 6');
    expect(say({ at: 'now' })).toBe('expected later');
  });

  it('shows no more than the beginning of what was found', () => {
    const value = { severity: 'x'.repeat(1000) };
    const { params } = describeIssue(Record.safeParse(value).error!.issues[0]!, value);
    expect(params.text).toBe(`${'x'.repeat(60)}…`);
  });
});
