import type { ActionItemRow } from '@tenken/shared/action-items.contract';
import type { Language } from '@tenken/shared/identity.contract';
import { escapeMarkdown, markdownLink } from '../../markdown/escape-markdown.js';

const WORDS = {
  en: {
    rule: 'Alert rule',
    incident: 'Incident',
    owner: 'Owner',
    dueOn: 'Due',
    priority: 'Priority',
    review: 'Decided in',
    reviewLink: 'the minutes of the alert review',
    from: 'Action item in Tenken',
    colon: ': ',
    aside: (text: string) => ` (${text})`,
  },
  ja: {
    rule: '監視ルール',
    incident: 'インシデント',
    owner: '担当者',
    dueOn: '期限',
    priority: '優先度',
    review: '決定した場',
    reviewLink: 'アラート点検会の議事録',
    from: 'Tenken のアクションアイテム',
    colon: '：',
    aside: (text: string) => `（${text}）`,
  },
};

/**
 * An action item as the Markdown of an issue: what it is about, and the way back. The description is Markdown already. Names
 * call nobody: an invisible sign after @ keeps them words.
 */
export function renderIssue(
  item: ActionItemRow,
  { language, url, publicUrl }: { language: Language; url: string; publicUrl: string },
): string {
  const words = WORDS[language];
  const name = (text: string) => escapeMarkdown(text).replaceAll('@', '@\u200b');
  const line = (label: string, text: string | null) =>
    text === null ? [] : [`- ${label}${words.colon}${text}`];
  const { decision, incident } = item;
  const ruleUrl = decision?.alertRuleId ? `${publicUrl}/rules/${decision.alertRuleId}` : null;
  const facts = [
    ...line(words.rule, decision?.alertRuleName ? markdownLink(decision.alertRuleName, ruleUrl) : null),
    ...line(
      words.incident,
      incident === null
        ? null
        : markdownLink(incident.title, `${publicUrl}/incidents/${incident.id}`) +
            (incident.severity === null ? '' : words.aside(incident.severity)),
    ),
    ...line(
      words.review,
      decision?.reviewSessionId
        ? markdownLink(words.reviewLink, `${publicUrl}/reviews/${decision.reviewSessionId}/record`)
        : null,
    ),
    ...line(words.owner, item.owner === null ? null : name(item.owner)),
    ...line(words.dueOn, item.dueOn),
    ...line(words.priority, item.priority),
  ].join('\n');
  const parts = [item.description?.trim() ?? '', facts, `---\n${markdownLink(words.from, url)}`];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}
