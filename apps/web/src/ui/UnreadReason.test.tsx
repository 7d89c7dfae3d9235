import { describe, expect, it } from '@jest/globals';
import type { UnreadPart, UnreadParts } from '@tenken/shared/deliveries.contract';
import type { ExpectationCode } from '@tenken/shared/expectation-code';
import { screen } from '@testing-library/react';
import { renderApp } from '../testing/renderApp.js';
import { UnreadReason } from './UnreadReason.js';

const part = (
  field: string | null,
  code: ExpectationCode | null,
  found: string | null,
  { params = {}, item = null, expected = null }: Partial<UnreadPart> = {},
) => ({ field, code, params, expected, found, item, text: 'said' }) satisfies UnreadPart;
const unread = (...parts: UnreadPart[]): UnreadParts => ({ count: parts.length, of: parts.length, parts });

describe('why a message could not be read', () => {
  it.each([
    [part('startsAt', 'time', '"soon"'), 'フィールド startsAt は時刻でなければなりません（実際："soon"）'],
    [part('rule', 'text', 'nothing'), 'フィールド rule がありません（必要：文字列）'],
    [part('rule', 'text', 'nothing', { item: 3 }), '3件目：フィールド rule がありません（必要：文字列）'],
    [
      part(null, 'alertmanager_alerts', 'an object'),
      /^本文は Alertmanager の標準形式のアラートの配列でなければなりません（実際：オブジェクト）/,
    ],
    [
      part('endsAt', 'time_at_or_after', null, { params: { field: 'startsAt' } }),
      'フィールド endsAt は startsAt 以後の時刻でなければなりません',
    ],
    [
      part('status', 'one_of', '"on"', { params: { values: 'firing, resolved' } }),
      'フィールド status は firing, resolved のいずれかでなければなりません（実際："on"）',
    ],
    [
      part('at', 'time_in_years', '"1999"', { params: { from: 2000, to: 2099 } }),
      'フィールド at は 2000〜2099年の時刻でなければなりません（実際："1999"）',
    ],
    // a row of before there were codes stays as the reader wrote it
    [
      part('id', null, '1', { expected: 'the id of the event' }),
      'フィールド id は the id of the event でなければなりません（実際：1）',
    ],
  ])('%# is a sentence in Japanese, with the words of the reader below', async (one, sentence) => {
    await renderApp(<UnreadReason unread={unread(one)} detail="the words" />, { language: 'ja' });
    expect(screen.getByText(sentence)).toBeVisible();
    expect(screen.getByText('the words')).toBeVisible();
  });

  it('advises where a person wrote the message, and keeps words without a field among sentences', async () => {
    const own = part('alerts', 'grafana_alerts', 'nothing');
    const mixed = { ...unread(own, part(null, null, null)), of: 4 };
    await renderApp(<UnreadReason unread={mixed} detail="the words" />, { language: 'ja' });
    expect(
      screen.getByText(/^フィールド alerts がありません.*マッピングを設定してください。$/),
    ).toBeVisible();
    expect(screen.getByText('said')).toHaveAttribute('lang', 'en');
  });

  it('says how many parts, and keeps to the sentences in a list', async () => {
    const two = { ...unread(part('a', 'time', null)), count: 7, of: 9 };
    await renderApp(<UnreadReason unread={two} detail="the words" lines={3} />, { language: 'ja' });
    expect(screen.getByText('9件中7件を読み取れませんでした。')).toBeVisible();
    expect(screen.getByText('ほか6件')).toBeVisible();
    expect(screen.queryByText('the words')).toBeNull();
  });

  it('gives the words alone where there is no field', async () => {
    await renderApp(<UnreadReason unread={unread(part(null, null, null))} detail="the words" />, {
      language: 'ja',
    });
    expect(screen.getByText('the words')).toHaveAttribute('lang', 'en');
  });

  it('is one sentence in English', async () => {
    await renderApp(<UnreadReason unread={unread(part('rule', 'text', 'nothing'))} detail="more words" />);
    expect(screen.getByText('rule: expected a text, found nothing')).toBeVisible();
    expect(screen.queryByText('more words')).toBeNull();
  });
});
