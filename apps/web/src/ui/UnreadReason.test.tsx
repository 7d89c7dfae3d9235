import { describe, expect, it } from '@jest/globals';
import type { UnreadPart, UnreadParts } from '@tenken/shared/deliveries.contract';
import { screen } from '@testing-library/react';
import { renderApp } from '../testing/renderApp.js';
import { UnreadReason } from './UnreadReason.js';

const part = (
  field: string | null,
  expected: string | null,
  found: string | null,
  item: number | null = null,
) => ({ field, expected, found, item, text: 'said' }) satisfies UnreadPart;
const unread = (...parts: UnreadPart[]): UnreadParts => ({ count: parts.length, of: parts.length, parts });

describe('why a message could not be read', () => {
  it.each([
    [part('startsAt', 'a time', '"soon"'), 'フィールド startsAt は時刻でなければなりません（実際："soon"）'],
    [part('rule', 'string', 'nothing'), 'フィールド rule がありません（必要：文字列）'],
    [part('rule', 'a text', 'nothing', 3), '3件目：フィールド rule がありません（必要：文字列）'],
    [
      part(null, 'an array of alerts', 'an object'),
      '本文は送信元の標準形式のアラートの配列でなければなりません（実際：オブジェクト）',
    ],
    [
      part('endsAt', 'a time at or after startsAt', null),
      'フィールド endsAt は startsAt 以後の時刻でなければなりません',
    ],
    [
      part('status', '"firing" or "resolved"', '"on"'),
      'フィールド status は firing, resolved のいずれかでなければなりません（実際："on"）',
    ],
    [
      part('at', 'a time from the year 2000 to 2099', '"1999"'),
      'フィールド at は 2000〜2099年の時刻でなければなりません（実際："1999"）',
    ],
    [part('a', 'one of "x"|"y"', '1'), 'フィールド a は x, y のいずれかでなければなりません（実際：1）'],
    // what has no word here stays as the reader wrote it
    [
      part('id', 'the id of the event', '1'),
      'フィールド id は the id of the event でなければなりません（実際：1）',
    ],
  ])('%# is a sentence in Japanese, with the words of the reader below', async (one, sentence) => {
    await renderApp(<UnreadReason unread={unread(one)} detail="the words" />, { language: 'ja' });
    expect(screen.getByText(sentence)).toBeVisible();
    expect(screen.getByText('the words')).toBeVisible();
  });

  it('advises where a person wrote the message, and keeps words without a field among sentences', async () => {
    const own = part('alerts', 'an array of alerts, as X sends it: give this source a mapping', 'nothing');
    const mixed = { ...unread(own, part(null, null, null)), of: 4 };
    await renderApp(<UnreadReason unread={mixed} detail="the words" />, { language: 'ja' });
    expect(
      screen.getByText(/^フィールド alerts がありません.*マッピングを設定してください。$/),
    ).toBeVisible();
    expect(screen.getByText('said')).toHaveAttribute('lang', 'en');
  });

  it('says how many parts, and keeps to the sentences in a list', async () => {
    const two = { ...unread(part('a', 'a time', null)), count: 7, of: 9 };
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
    await renderApp(<UnreadReason unread={unread(part('rule', 'string', 'nothing'))} detail="more words" />);
    expect(screen.getByText('rule: expected a text, found nothing')).toBeVisible();
    expect(screen.queryByText('more words')).toBeNull();
  });
});
