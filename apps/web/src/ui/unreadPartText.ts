import type { UnreadPart } from '@tenken/shared/deliveries.contract';
import type { Translator } from '../i18n/createTranslator.js';

/** Of senders that let a person write the message. */
const ADVISED = new Set(['alertmanager_alerts', 'grafana_alerts']);

/** Why a part of a message cannot be read, in the reader's language; null where the server has words only. */
export function unreadPartText(t: Translator, part: UnreadPart): string | null {
  const { field, code, found, item } = part;
  const expected = expectedText(t, part);
  if (expected === null) return null;
  const values = { where: field === null ? 'body' : 'field', field: field ?? '', expected };
  const reason =
    found === null
      ? t('unread.expected', values)
      : found === 'nothing'
        ? t('unread.missing', values)
        : t('unread.wrong', { ...values, found: foundText(t, found) });
  const advice = code !== null && ADVISED.has(code) ? t('unread.advice') : '';
  return (item === null ? reason : t('unread.item', { item, reason })) + advice;
}

/** A row from before there were codes, or a code of a newer server, has its technical English. */
function expectedText(t: Translator, { code, params, expected }: UnreadPart): string | null {
  const words = code === null ? null : t.optional(`unread.expected.${code}`, params);
  if (words !== null || expected === null || t.language === 'en') return words ?? expected;
  return ` ${expected} `;
}

function foundText(t: Translator, found: string): string {
  if (found === 'an object') return t('unread.an_object');
  return found === 'an array' || found === 'a list' ? t('unread.a_list') : found;
}
