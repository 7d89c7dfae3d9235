import type { Translator } from '../i18n/createTranslator.js';

/** What the adapters expect, as they write it, and the word of the catalogue for it; named groups are its values. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/^(?:a )?(?:string|text)$/, 'text'],
  [/^(?:a )?number$/, 'number'],
  [/^(?:boolean|true or false)$/, 'flag'],
  [/^(?:an )?(?:object|record)$/, 'object'],
  [/^(?:an array|array|a list|a list of items)$/, 'list'],
  [/^one of (?<values>.+)$/s, 'oneOf'],
  [/^a time$/, 'time'],
  [/^a time such as (?<example>[^\s,]+)$/, 'timeSuchAs'],
  [/^a time at or after (?<field>\S+)$/, 'timeAfter'],
  [/^a time, the alert is resolved$/, 'timeOfResolved'],
  [/^a time, not year 1$/, 'notYearOne'],
  [/^a time from (?:the year )?(?<from>\d{4}) to (?<to>\d{4})$/, 'years'],
  [/^a time with its zone/, 'zoned'],
  [/^seconds since 1970$/, 'seconds'],
  [/^a day such as (?<example>\S+)$/, 'day'],
  [/^at most (?<n>\d+) characters$/, 'characters'],
  [/^at most (?<n>\d+) items$/, 'items'],
  [/^an array of alerts(?:$|, as )/, 'alerts'],
  [/^an array of episodes$/, 'episodes'],
  [/^a word that is known/, 'word'],
];
const CHOICE = /^(?:"[^"]*"|[\w-]+)(?:, (?:"[^"]*"|[\w-]+))*,? or (?:"[^"]*"|[\w-]+)$/;

/** What was expected of a field in the reader's language; what has no word there stays technical English. */
export function expectedText(t: Translator, expected: string): string {
  for (const [form, word] of WORDS) {
    const match = form.exec(expected);
    if (match === null) continue;
    const values = { ...match.groups };
    if (values.values !== undefined) values.values = values.values.replaceAll('"', '').replaceAll('|', ', ');
    return t.optional(`unread.expected.${word}`, values) ?? expected;
  }
  if (CHOICE.test(expected)) {
    const values = expected.replaceAll('"', '').replace(/,? or /, ', ');
    return t('unread.expected.oneOf', { values });
  }
  return t.language === 'en' ? expected : ` ${expected} `;
}
