import { IconArrowsDiff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useT } from '../../i18n/useT.js';
import { StateBadge } from '../../ui/StateBadge.js';
import { driftQuery } from './sourceDrift.queries.js';

/** That the shape of a source's deliveries has changed; nothing when it has not, or when nobody knows. */
export function SourceDriftBadge({ sourceId }: { sourceId: string }) {
  const t = useT();
  const { data } = useQuery(driftQuery);
  const drift = data?.items.find((item) => item.sourceId === sourceId);
  if (drift === undefined) return null;
  return (
    <StateBadge color="orange" Icon={IconArrowsDiff}>
      {t('sources.drift.badge', { n: drift.findings })}
    </StateBadge>
  );
}
