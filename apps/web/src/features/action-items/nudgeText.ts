import type { ActionItemRow } from '@tenken/shared/action-items.contract';
import type { Translator } from '../../i18n/createTranslator.js';
import { formatDay } from '../../time/formatInstant.js';
import { daysBetween } from '../../time/isoDay.js';

/**
 * A friendly reminder to paste into a chat: the items still to be done, by owner, with their days. About the work,
 * never about how anybody works. Null when nothing of it is open.
 */
export function nudgeText(items: readonly ActionItemRow[], t: Translator, today: string): string | null {
  const open = items.filter(({ status }) => status === 'open' || status === 'in_progress');
  if (open.length === 0) return null;
  const byOwner = new Map<string, ActionItemRow[]>();
  for (const item of open) {
    const owner = item.owner ?? t('actions.nobody');
    byOwner.set(owner, [...(byOwner.get(owner) ?? []), item]);
  }
  const blocks = [...byOwner].map(([owner, own]) =>
    [`**${owner}**`, ...own.map((item) => `- ${line(item, t, today)}`)].join('\n'),
  );
  return [t('actions.nudge.intro', { n: open.length }), ...blocks, t('actions.nudge.outro')].join('\n\n');
}

function line(item: ActionItemRow, t: Translator, today: string): string {
  const title = item.url === null ? item.title : `[${item.title}](${item.url})`;
  if (item.dueOn === null) return `${title} (${t('actions.noDue')})`;
  const late = daysBetween(item.dueOn, today);
  const day = formatDay(item.dueOn, t.language);
  return late > 0
    ? `${title} (${t('actions.nudge.late', { day, n: late })})`
    : `${title} (${t('actions.nudge.due', { day })})`;
}
