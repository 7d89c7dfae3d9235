import { IntlMessageFormat } from 'intl-messageformat';
import { createElement, Fragment, type ReactNode } from 'react';
import type { Language } from './language.js';
import type { MessageKey } from './messageKey.js';

/** Values of ICU arguments: numbers for plurals, strings, dates. */
export type MessageValues = Record<string, string | number | boolean | Date | null | undefined>;
/** As MessageValues, and functions for `<tag>parts</tag>` and ready React nodes for `{argument}`. */
export type RichValues = Record<string, ReactNode | Date | ((parts: ReactNode[]) => ReactNode)>;

export interface Translator {
  /** The message of `key` in the reader's language, with its ICU arguments filled. */
  (key: MessageKey, values?: MessageValues): string;
  /** As above, for messages with tags or React nodes as arguments. */
  rich(key: MessageKey, values: RichValues): ReactNode;
  /** For keys made at run time (a server's code). Null when the catalogue has no such key. */
  optional(key: string, values?: MessageValues): string | null;
  readonly language: Language;
}

/**
 * A translator over one catalogue. Messages are parsed when first used and kept. A key that is missing
 * gives the key itself: visible, never a crash (tsc and the catalogue test make it impossible), and `onMissing`
 * may fetch it. Messages may be added to the catalogue later.
 */
export function createTranslator(
  language: Language,
  messages: Readonly<Record<string, string>>,
  onMissing?: (key: string) => void,
): Translator {
  const parsed = new Map<string, IntlMessageFormat>();
  const format = (key: string): IntlMessageFormat | null => {
    const known = parsed.get(key);
    if (known) return known;
    const text = Object.hasOwn(messages, key) ? messages[key] : undefined;
    if (text === undefined) return null;
    const made = new IntlMessageFormat(text, language);
    parsed.set(key, made);
    return made;
  };
  const translate = (key: string, values?: MessageValues) => {
    const message = format(key);
    return message ? String(message.format(values)) : null;
  };
  const missing = (key: string) => {
    onMissing?.(key);
    return key;
  };
  const t = (key: MessageKey, values?: MessageValues): string => translate(key, values) ?? missing(key);
  const rich = (key: MessageKey, values: RichValues): ReactNode => {
    const parts = format(key)?.format<ReactNode>(values);
    if (!Array.isArray(parts)) return parts ?? missing(key);
    return parts.map((part: ReactNode, index) => createElement(Fragment, { key: index }, part));
  };
  return Object.assign(t, { rich, optional: translate, language });
}
