import type { ActionItemRow } from '@tenken/shared/action-items.contract';
import type { Translator } from '../../i18n/createTranslator.js';
import { formatDay } from '../../time/formatInstant.js';

export type NudgeBy = 'owner' | 'team';

/** The open items of one owner or team, ready to be pasted into a chat. */
export interface Nudge {
  /** owner or team; null: nobody yet, no team */
  name: string | null;
  items: number;
  overdue: number;
  text: string;
}

/**
 * Friendly reminders, one for each owner or team, with the days of what is still to be done. About the work, never about
 * how anybody works. Empty when nothing is open.
 */
export function nudges(items: readonly ActionItemRow[], by: NudgeBy, t: Translator): Nudge[] {
  const byName = new Map<string | null, ActionItemRow[]>();
  for (const item of items) {
    if (item.status !== 'open' && item.status !== 'in_progress') continue;
    const name = by === 'owner' ? item.owner : (item.team?.name ?? null);
    byName.set(name, [...(byName.get(name) ?? []), item]);
  }
  return [...byName]
    .sort(
      ([a], [b]) =>
        Number(a === null) - Number(b === null) || (a ?? '').localeCompare(b ?? '', 'ja', { numeric: true }),
    )
    .map(([name, own]) => ({
      name,
      items: own.length,
      overdue: own.filter(({ daysLate }) => daysLate !== null).length,
      text: [
        t('actions.nudge.to', { name: name ?? t(by === 'owner' ? 'actions.nobody' : 'actions.noTeam') }),
        t('actions.nudge.intro', { n: own.length }),
        own.map((item) => `- ${line(item, by, t)}`).join('\n'),
        t('actions.nudge.outro'),
      ].join('\n\n'),
    }));
}

function line(item: ActionItemRow, by: NudgeBy, t: Translator): string {
  const title = item.url === null ? item.title : `[${item.title}](${item.url})`;
  const owner = by === 'team' && item.owner !== null ? ` — ${item.owner}` : '';
  return `${title}${owner} (${due(item, t)})`;
}

function due(item: ActionItemRow, t: Translator): string {
  if (item.deadlineOn === null) return t('actions.noDue');
  const day = formatDay(item.deadlineOn, t.language);
  if (item.daysLate === null) return t('actions.nudge.due', { day });
  return t('actions.nudge.late', { day, n: item.daysLate, business: item.businessDaysLate ?? 0 });
}
