import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { IntlMessageFormat } from 'intl-messageformat';
import { catalogueEn } from './catalogue.en.js';
import { catalogueJa } from './catalogue.ja.js';

const source = join(import.meta.dirname, '..');

/** Every `<noun>.en.ts` and `<noun>.ja.ts` below src, except the merged catalogues. */
function catalogueFiles(language: 'en' | 'ja'): string[] {
  return readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(`.${language}.ts`) && !file.startsWith('i18n'))
    .sort();
}

async function messagesOf(file: string): Promise<Record<string, string>> {
  const loaded: Record<string, unknown> = await import(join(source, file));
  const objects = Object.values(loaded).filter((value) => typeof value === 'object' && value !== null);
  expect(objects).toHaveLength(1);
  return objects[0] as Record<string, string>;
}

interface Element {
  type: number;
  value?: string;
  options?: Record<string, { value: Element[] }>;
  children?: Element[];
}
const LITERAL = 0;
const POUND = 7;
const TAG = 8;

/** The ICU arguments and tags of a message: their names, however often and wherever they occur. */
function argumentsOf(message: string): string[] {
  const names = new Set<string>();
  const walk = (elements: Element[]) => {
    for (const element of elements) {
      if (element.type === LITERAL || element.type === POUND) continue;
      names.add(element.type === TAG ? `<${element.value}>` : String(element.value));
      for (const option of Object.values(element.options ?? {})) walk(option.value);
      walk(element.children ?? []);
    }
  };
  walk(new IntlMessageFormat(message, 'en').getAst() as Element[]);
  return [...names].sort();
}

describe('catalogues', () => {
  const english = catalogueFiles('en');

  it('come in pairs', () => {
    expect(english.length).toBeGreaterThanOrEqual(3);
    expect(catalogueFiles('ja')).toEqual(english.map((file) => file.replace('.en.ts', '.ja.ts')));
  });

  it.each(english)('%s: same keys, same arguments, nothing empty, all merged', async (file) => {
    const en = await messagesOf(file);
    const ja = await messagesOf(file.replace('.en.ts', '.ja.ts'));
    expect(Object.keys(ja).sort()).toEqual(Object.keys(en).sort());
    for (const [key, text] of Object.entries(en)) {
      const other = ja[key] ?? '';
      const blank = text.trim() === '' || other.trim() === '';
      // What stands between words may be a space in one language and nothing in the other.
      expect({ key, empty: blank && !/[sS]eparator$/.test(key) }).toEqual({ key, empty: false });
      expect({ key, arguments: argumentsOf(other) }).toEqual({ key, arguments: argumentsOf(text) });
      expect({ key, merged: (catalogueEn as Record<string, string>)[key] === text }).toEqual({
        key,
        merged: true,
      });
      expect({ key, merged: (catalogueJa as Record<string, string>)[key] === other }).toEqual({
        key,
        merged: true,
      });
    }
  });

  it('share no key between two files', async () => {
    const seen = new Map<string, string>();
    for (const file of english) {
      for (const key of Object.keys(await messagesOf(file))) {
        expect(`${key} in ${seen.get(key) ?? file}`).toBe(`${key} in ${file}`);
        seen.set(key, file);
      }
    }
  });
});
