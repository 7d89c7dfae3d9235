import type { ActionItemRow } from '@tenken/shared/action-items.contract';
import { InstantField } from '@tenken/shared/incidents.contract';
import { PostmortemSection, type PostmortemStatus } from '@tenken/shared/postmortem-fields.contract';
import { SECTION_HEADINGS, type TemplateLanguage } from './postmortem-template.js';

export interface PostmortemDocument {
  title: string;
  severity: string | null;
  services: readonly string[];
  instants: Readonly<Record<InstantField, string | null>>;
  status: PostmortemStatus | null;
  owner: string | null;
  reviewedAt: string | null;
  bodyMarkdown: string | null;
  sections: Readonly<Record<string, string>>;
  actionItems: readonly ActionItemRow[];
}

const WORDS = {
  en: {
    severity: 'Severity',
    services: 'Services',
    owner: 'Owner',
    status: 'Status',
    reviewed: 'Reviewed',
    instants: 'Times',
    actionItems: 'Action items',
    unknown: 'not known',
    due: 'due',
    nobody: 'nobody yet',
    startedAt: 'Impact began',
    detectedAt: 'Detected',
    acknowledgedAt: 'Acknowledged',
    declaredAt: 'Declared',
    mitigatedAt: 'Mitigated',
    resolvedAt: 'Resolved',
    closedAt: 'Closed',
    draft: 'Draft',
    in_review: 'In review',
    reviewedStatus: 'Reviewed',
    closed: 'Closed',
  },
  ja: {
    severity: '重大度',
    services: 'サービス',
    owner: '担当者',
    status: '状態',
    reviewed: 'レビュー日',
    instants: '時刻',
    actionItems: 'アクションアイテム',
    unknown: '不明',
    due: '期限',
    nobody: '担当者未定',
    startedAt: '影響開始',
    detectedAt: '検知',
    acknowledgedAt: '対応開始',
    declaredAt: '宣言',
    mitigatedAt: '緩和',
    resolvedAt: '解消',
    closedAt: '終了',
    draft: '下書き',
    in_review: 'レビュー中',
    reviewedStatus: 'レビュー済み',
    closed: '完了',
  },
} as const;

/** One postmortem as Markdown that can be read without the product. Times are in `timeZone`, which is named. */
export function formatPostmortem(
  document: PostmortemDocument,
  language: TemplateLanguage,
  timeZone: string,
): string {
  const words = WORDS[language];
  const at = (iso: string | null) => (iso === null ? words.unknown : formatInstant(iso, timeZone));
  const statusWord =
    document.status === 'reviewed' ? words.reviewedStatus : words[document.status ?? 'draft'];
  const facts = [
    `- ${words.severity}: ${document.severity ?? words.unknown}`,
    `- ${words.services}: ${document.services.join(', ') || words.unknown}`,
    `- ${words.owner}: ${document.owner ?? words.nobody}`,
    `- ${words.status}: ${statusWord}`,
    ...(document.reviewedAt === null ? [] : [`- ${words.reviewed}: ${at(document.reviewedAt)}`]),
  ];
  const instants = InstantField.options
    .filter((field) => document.instants[field] !== null)
    .map((field) => `| ${words[field]} | ${at(document.instants[field])} |`);
  const table =
    instants.length === 0
      ? []
      : [`## ${words.instants} (${timeZone})`, '', '| | |', '|---|---|', ...instants, ''];
  const items = document.actionItems.map((item) => {
    const due = item.dueOn === null ? '' : ` — ${words.due} ${item.dueOn}`;
    return `- [${item.status === 'done' ? 'x' : ' '}] ${item.title} — ${item.owner ?? words.nobody}${due}`;
  });
  return [
    `# ${document.title}`,
    '',
    ...facts,
    '',
    ...table,
    bodyOf(document, language).trim(),
    '',
    ...(items.length === 0 ? [] : [`## ${words.actionItems}`, '', ...items, '']),
  ].join('\n');
}

/** The body as written, without its own title; else the sections under the headings of the language. */
function bodyOf({ bodyMarkdown, sections }: PostmortemDocument, language: TemplateLanguage): string {
  if (bodyMarkdown?.trim()) return bodyMarkdown.replace(/^\s*# .*\n+/, '');
  const headings: Record<string, string> = SECTION_HEADINGS[language];
  const known = PostmortemSection.options.filter((section) => sections[section]?.trim());
  const others = Object.keys(sections).filter((key) => !(key in headings) && sections[key]?.trim());
  return [...known, ...others]
    .map((key) => `## ${headings[key] ?? key}\n\n${sections[key]?.trim()}\n`)
    .join('\n');
}

function formatInstant(iso: string, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(new Date(iso));
  const part = (type: string) => parts.find((entry) => entry.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')} ${part('hour')}:${part('minute')}`;
}
