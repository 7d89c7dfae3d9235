import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useT } from '../../i18n/useT.js';
import { RowsLink, type SearchOf } from '../../ui/RowsLink.js';
import { behaviourQuery, ruleIncidentsQuery } from './evidence.queries.js';
import { ruleEpisodes } from './ruleEpisodes.js';
import type { RangeScope } from './rules.queries.js';

/** Chattering, stale and what became of incidents, in one line; nothing while it is not known. */
export function BehaviourLine({ ruleId, scope }: { ruleId: string; scope: RangeScope }) {
  const t = useT();
  const behaviour = useQuery(behaviourQuery(ruleId, scope)).data;
  const counts = useQuery(ruleIncidentsQuery(ruleId, scope)).data?.counts;
  if (behaviour === undefined || counts === undefined) return null;
  const { from, to, timeZone: tz } = scope;
  const rows = (filter: SearchOf<'/episodes'>) => ruleEpisodes(ruleId, { ...filter, from, to, tz });
  return (
    <Text size="sm" component="div">
      <RowsLink target={rows({ chattering: '1' })} underline="always">
        {t('rules.line.chattering', { n: behaviour.chattering })}
      </RowsLink>
      {t('ui.listSeparator')}
      <RowsLink target={rows({ stale: '1' })} underline="always">
        {t('rules.line.stale', { n: behaviour.stale })}
      </RowsLink>
      {t('ui.listSeparator')}
      {t('rules.line.incidents', { caught: counts.caught, late: counts.late, missed: counts.missed })}
    </Text>
  );
}
