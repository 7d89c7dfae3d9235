import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ReviewChangesSchema } from '@tenken/shared/review-record.contract';
import { type ReviewRoom, ReviewRoomSchema } from '@tenken/shared/reviews.contract';
import { renderChatText } from './render-chat-text.js';
import { renderVerdictsCsv } from './render-verdicts-csv.js';

const FIXTURES = join(import.meta.dirname, '../../../../../test/fixtures/review-minutes');
const read = (file: string): unknown => JSON.parse(readFileSync(join(FIXTURES, file), 'utf8'));
const room = ReviewRoomSchema.parse(read('room.json'));
const changes = ReviewChangesSchema.parse(read('changes.json'));
const url = 'https://tenken.example.com/reviews/7/record';
const say = (
  flavor: 'plain' | 'slack' | 'mattermost',
  change: Partial<ReviewRoom> = {},
  what: 'summary' | 'minutes' = 'minutes',
) => renderChatText({ room: { ...room, ...change }, changes }, { what, language: 'ja', flavor, url });

describe('renderChatText', () => {
  it('tells decisions, actions, gaps and what is carried over, and ends with the way to the record', () => {
    const lines = say('plain', {}, 'summary').split('\n');
    expect(lines[0]).toBe(`Alert review: Checkout & <Search> ${url}`);
    expect(lines).toContain('• #NotSeen：削除（担当者未定）');
    expect(lines).toContain('• Tune [it] https://example.com/issues/1（佐藤、期限 2026-12-01）');
    expect(lines).toContain('• Checkout（エラー）：more than 1 % declined cards');
    expect(lines).toContain('• 前回までの決定事項で未完了のもの：PodRestarts（調整）');
    expect(lines.at(-1)).toBe(`記録：${url}`);
    expect(lines.join('\n')).not.toContain('nobody | reads it');
  });

  it('tells reasons and verdicts as well when all is wanted', () => {
    const text = say('plain');
    expect(text).toContain('• #NotSeen：削除（担当者未定） — nobody | reads it');
    expect(text).toContain('• High|Latency `p99`：誤検知（発報と復旧の繰り返し：fires on every deploy）');
    expect(text).toContain('• 前回：Checkout | October（2026-10-20）');
  });

  const hostile = { title: '<!channel> @channel *all* <https://evil.example|x> a&b snake_case' };

  it('calls nobody and starts no markup in Slack', () => {
    const [title] = say('slack', hostile).split('\n');
    expect(title).toBe(
      `*<${url}|&lt;!channel&gt; @\u200bchannel \u200b*\u200ball\u200b*\u200b &lt;https://evil.example|x&gt; a&amp;b snake_case>*`,
    );
  });

  it('calls nobody and starts no markup in Mattermost', () => {
    const [title] = say('mattermost', hostile).split('\n');
    expect(title).toBe(
      `**[\\<\\!channel\\> @\u200bchannel \\*all\\* \\<https\\://evil.example\\|x\\> a\\&b snake\\_case](<${url}>)**`,
    );
  });

  it('says first that nothing was decided', () => {
    expect(say('plain', { decisions: [] }, 'summary').split('\n')[1]).toBe('決定事項なしで終了。');
  });

  it('stays within what a chat takes, in whole lines, and still leads to the record', () => {
    const actionItems = Array.from({ length: 190 }, (_, n) => ({
      ...room.actionItems[0]!,
      id: String(n),
      title: `${n} ${'長い題名'.repeat(60)}`,
    }));
    const text = say('mattermost', { actionItems });
    expect(text.length).toBeLessThan(16_383);
    expect(text.split('\n').slice(-3)).toEqual(['…', '', `記録：${url}`]);
    const short = say('plain', { actionItems }, 'summary');
    expect(short).toContain('• ほか180件');
  });
});

describe('renderVerdictsCsv', () => {
  it('has a BOM, a row for each rule, codes and words, and no formula', () => {
    const csv = [...renderVerdictsCsv({ ...room, items: room.items }, 'ja')].join('');
    const [head, ...rows] = csv.trimEnd().split('\r\n');
    expect(head).toMatch(/^\ufeffruleId,rule,service/);
    expect(rows).toHaveLength(room.items.filter(({ kind }) => kind === 'alert_rule').length);
    const row = rows.find((line) => line.includes('p99'))!;
    expect(row).toContain('false_positive,誤検知,flapping,"fires on');
    expect(row).toContain(',1,0,1,0,0,0,');
  });
});
