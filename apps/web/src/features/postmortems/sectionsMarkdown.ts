import { PostmortemSection } from '@tenken/shared/postmortem-fields.contract';
import type { Translator } from '../../i18n/createTranslator.js';

/** Sections of an import as one text, under headings in the reader's language; others keep their own names. */
export function sectionsMarkdown(sections: Readonly<Record<string, string>>, t: Translator): string {
  const known: readonly string[] = PostmortemSection.options;
  const keys = [...known, ...Object.keys(sections).filter((key) => !known.includes(key))];
  return keys
    .filter((key) => sections[key]?.trim())
    .map((key) => `## ${t.optional(`postmortems.section.${key}`) ?? key}\n\n${sections[key]?.trim()}`)
    .join('\n\n');
}
