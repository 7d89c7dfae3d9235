import { createHash } from 'node:crypto';
import { parse as parseYaml } from 'yaml';
import { sectionKey } from './postmortem-headings.js';

export interface MarkdownActionItem {
  externalId: string;
  title: string;
  status?: 'done';
  type?: string;
  owner?: string;
  url?: string;
}

/** What a postmortem in Markdown says. Instants stand here only when the front matter states them: prose stays prose. */
export interface ParsedPostmortem {
  frontMatter: Record<string, unknown>;
  title: string | null;
  /** day named in the title, if any */
  day: string | null;
  bodyMarkdown: string;
  /** section key (summary, timeline, impact …) to Markdown; unknown headings are left in the body only */
  sections: Record<string, string>;
  actionItems: MarkdownActionItem[];
}

/** @throws {Error} when the front matter is not valid YAML or not a mapping; the message names its line. */
export function parsePostmortemMarkdown(text: string): ParsedPostmortem {
  const { frontMatter, body } = splitFrontMatter(text.replace(/^﻿/, '').replaceAll('\r\n', '\n'));
  const heading = /^#\s+(.+?)\s*#*\s*$/m.exec(body)?.[1] ?? null;
  const sections = splitSections(body);
  const actions = sections.actionItems === undefined ? [] : listActionItems(sections.actionItems);
  const named = typeof frontMatter.title === 'string' ? frontMatter.title : heading;
  return {
    frontMatter,
    title: named === null ? null : withoutDay(named),
    day: heading === null ? null : dayIn(heading),
    bodyMarkdown: body.trim(),
    sections,
    actionItems: actions,
  };
}

function splitFrontMatter(text: string): { frontMatter: Record<string, unknown>; body: string } {
  const match = /^---\n([\s\S]*?)\n---[ \t]*(?:\n|$)/.exec(text);
  if (match === null) return { frontMatter: {}, body: text };
  const parsed: unknown = parseYaml(match[1] ?? '', { schema: 'core' });
  if (parsed !== null && (typeof parsed !== 'object' || Array.isArray(parsed))) {
    throw new Error('line 1: expected the front matter to be a mapping such as "title: …"');
  }
  return { frontMatter: (parsed ?? {}) as Record<string, unknown>, body: text.slice(match[0].length) };
}

/** Known headings of level 1 to 3 open a section; an unknown one of level 3 or deeper belongs to the section it is in. */
function splitSections(body: string): Record<string, string> {
  const sections: Record<string, string[]> = {};
  let key: string | null = null;
  let level = 0;
  for (const { line, inCode } of linesOutsideCode(body)) {
    const heading = inCode ? null : /^(#{1,4})\s+(.+?)\s*#*\s*$/.exec(line);
    if (heading !== null) {
      const depth = heading[1]!.length;
      const known = sectionKey(heading[2]!);
      if (known !== null && (key === null || depth <= level)) {
        key = known;
        level = depth;
        sections[key] ??= [];
        continue;
      }
      if (depth <= level) key = null;
    }
    if (key !== null) sections[key]!.push(line);
  }
  return Object.fromEntries(
    Object.entries(sections).flatMap(([name, lines]) => {
      const text = lines.join('\n').trim();
      return text === '' ? [] : [[name, text]];
    }),
  );
}

function* linesOutsideCode(text: string): Generator<{ line: string; inCode: boolean }> {
  let inCode = false;
  for (const line of text.split('\n')) {
    const fence = /^\s*(```|~~~)/.test(line);
    yield { line, inCode: inCode || fence };
    if (fence) inCode = !inCode;
  }
}

const ITEM = /^(\s*)(?:[-*+]|\d+[.)])\s+(?:\[([ xX])\]\s+)?(.*)$/;

/** Items of the lists under the heading; nested lines belong to their item. */
function listActionItems(section: string): MarkdownActionItem[] {
  const items: { text: string; checked: boolean }[] = [];
  let indent = 0;
  for (const { line, inCode } of linesOutsideCode(section)) {
    const match = inCode ? null : ITEM.exec(line);
    const current = items[items.length - 1];
    if (match !== null && (current === undefined || match[1]!.length <= indent + 1)) {
      indent = match[1]!.length;
      items.push({ text: match[3]!, checked: match[2]?.toLowerCase() === 'x' });
    } else if (current !== undefined && /^\s+\S/.test(line)) {
      current.text += ` ${line.trim()}`;
    }
  }
  return items.flatMap(({ text, checked }) => {
    const title = plainText(text);
    if (title === '') return [];
    const url = /\]\((https?:\/\/[^)\s]+)\)/.exec(text)?.[1] ?? /https?:\/\/[^\s)>\]]+/.exec(text)?.[0];
    const done = checked || /[(（[]\s*(done|済|完了)\s*[)）\]]/i.test(text);
    return [
      {
        externalId: hashOf(title),
        title,
        ...(done ? { status: 'done' as const } : {}),
        ...(url ? { url } : {}),
      },
    ];
  });
}

/** Title of an item without link targets, emphasis and state words; at most 300 characters. */
function plainText(markdown: string): string {
  return markdown
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[(（[]\s*(done|済|完了)\s*[)）\]]/gi, '')
    .replace(/[*_`~]{1,3}(\S(?:.*?\S)?)[*_`~]{1,3}/g, '$1')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 300);
}

/** The same words give the same id, so that a list may be put in another order and imported again. */
function hashOf(title: string): string {
  return createHash('sha256').update(title.normalize('NFKC').toLowerCase()).digest('hex').slice(0, 12);
}

function dayIn(title: string): string | null {
  const iso =
    /(\d{4})-(\d{1,2})-(\d{1,2})/.exec(title) ??
    /(\d{4})年\s*(\d{1,2})月\s*(\d{1,2})日/.exec(title) ??
    /(\d{4})\/(\d{1,2})\/(\d{1,2})/.exec(title);
  if (iso === null) return null;
  const [, year = '', month = '', day = ''] = iso;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

function withoutDay(title: string): string {
  const rest = title
    .replace(/^\s*(?:\d{4}[-/]\d{1,2}[-/]\d{1,2}|\d{4}年\s*\d{1,2}月\s*\d{1,2}日)\s*[,、:：\-–—]?\s*/, '')
    .trim();
  return rest === '' ? title.trim() : rest;
}
