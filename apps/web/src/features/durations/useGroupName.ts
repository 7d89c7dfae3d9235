import { useCallback } from 'react';
import { useT } from '../../i18n/useT.js';
import type { DurationView } from './durationView.js';

/** Where the words of a group's values are. */
const WORDS: Partial<Record<NonNullable<DurationView['groupBy']>, string>> = {
  cause: 'incidents.cause.',
  trigger: 'incidents.trigger.',
  detectionSource: 'incidents.detection.',
  kind: 'incidents.kind.',
  postmortem: 'durations.group.',
};

/** What a group is called: the name of a service or team, the word of a shipped value, else what the source said. */
export function useGroupName(
  groupBy: DurationView['groupBy'],
): (group: { key: string; label: string | null }) => string {
  const t = useT();
  return useCallback(
    (group) => {
      if (group.key === 'none') return t('durations.group.none');
      if (group.key === 'all') return t('durations.group.all');
      const prefix = groupBy === undefined ? undefined : WORDS[groupBy];
      return group.label ?? (prefix === undefined ? null : t.optional(prefix + group.key)) ?? group.key;
    },
    [t, groupBy],
  );
}
