import { Text } from '@mantine/core';
import type { ReplayKept } from '@tenken/shared/replay.contract';
import { useT } from '../../i18n/useT.js';

/** What a replay on recorded history promised, in one sentence. */
export function ReplayText({ replay }: { replay: ReplayKept }) {
  const t = useT();
  const { before, after } = replay;
  return (
    <Text size="sm">
      {t('decisions.replay', { before: before.episodesPerWeek, after: after.episodesPerWeek })}
      {after.incidentsMissed + after.incidentsLate > 0 &&
        ` ${t('decisions.replay.lost', { missed: after.incidentsMissed, late: after.incidentsLate })}`}
    </Text>
  );
}
