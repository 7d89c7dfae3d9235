import { PostmortemImportRecord } from '@tenken/shared/postmortems.contract';
import type { ParsedPostmortem } from './parse-postmortem-markdown.js';

/** Sections of a document (postmortem-headings) by the section of the product that shows them. */
const SHOWN_IN: Record<string, readonly string[]> = {
  whatHappened: ['summary'],
  timeline: ['timeline'],
  impact: ['impact'],
  cause: ['cause', 'trigger'],
  response: ['detection', 'response'],
  prevention: ['prevention', 'actionItems'],
  other: ['lessons', 'other'],
};

const FIELDS = new Set(Object.keys(PostmortemImportRecord.shape));

/**
 * The import record of a Markdown document. Its id is the front matter's `externalId`, else the file name, else the
 * title. Front matter fields that the import does not know are left aside.
 */
export function postmortemRecord(parsed: ParsedPostmortem, fileName: string | null): Record<string, unknown> {
  const known = Object.fromEntries(
    Object.entries(parsed.frontMatter).flatMap(([name, value]) =>
      FIELDS.has(name) ? [[name, plain(value)]] : [],
    ),
  );
  const sections = Object.fromEntries(
    Object.entries(SHOWN_IN).flatMap(([section, keys]) => {
      const text = keys.flatMap((key) => parsed.sections[key] ?? []).join('\n\n');
      return text === '' ? [] : [[section, text]];
    }),
  );
  const baseName = fileName?.replace(/^.*[\\/]/, '').replace(/\.(md|markdown)$/i, '');
  const id = known.externalId ?? baseName ?? parsed.title;
  return {
    source: 'markdown',
    title: parsed.title,
    summary: parsed.sections.summary?.slice(0, SUMMARY_LIMIT),
    ...(parsed.sections.impact ? { impact: parsed.sections.impact.slice(0, SUMMARY_LIMIT) } : {}),
    ...known,
    externalId: id,
    bodyMarkdown: parsed.bodyMarkdown,
    sections,
    actionItems: parsed.actionItems.map((item) => ({
      ...item,
      externalId: `${String(id)}#${item.externalId}`,
    })),
  };
}

const SUMMARY_LIMIT = 5000;

/** YAML reads some plain words as other types: a list may be one text, a number may be meant as text. */
function plain(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'number') return String(value);
  return value;
}
