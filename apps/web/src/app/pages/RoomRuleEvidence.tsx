import { Button, Group } from '@mantine/core';
import type { ReviewRoom } from '@tenken/shared/reviews.contract';
import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { scopeOfRoom } from '../../features/reviews/scopeOfRoom.js';
import { useT } from '../../i18n/useT.js';
import { RowsLink } from '../../ui/RowsLink.js';

const RuleEvidencePanel = lazy(() =>
  import('./RuleEvidencePart.js').then((module) => ({ default: module.RuleEvidencePart })),
);

/** Whoever runs through the rules asks for the evidence of none of them. */
const REST_MS = 400;

interface Props {
  room: Pick<ReviewRoom, 'from' | 'to' | 'timeZone' | 'services'>;
  ruleId: string;
  opened: boolean;
  onToggle(): void;
}

/** In the room: all that is known of a rule, on demand, and the way to try another setting of it. */
export function RoomRuleEvidence({ room, ruleId, opened, onToggle }: Props) {
  const t = useT();
  const [restsAt, setRestsAt] = useState<string | null>(null);
  useEffect(() => {
    if (!opened) return;
    const timer = setTimeout(() => setRestsAt(ruleId), REST_MS);
    return () => clearTimeout(timer);
  }, [opened, ruleId]);
  const scope = useMemo(() => {
    const { from, to, tz } = scopeOfRoom(room);
    return { from, to, timeZone: tz, serviceIds: [], teamId: null };
  }, [room]);
  return (
    <div>
      <Group gap="sm">
        <Button size="compact-sm" variant="default" aria-expanded={opened} onClick={onToggle}>
          {t(opened ? 'reviews.evidence.less' : 'reviews.evidence.more')}
        </Button>
        <RowsLink target={{ to: '/what-if', search: { rules: [ruleId] } }}>
          {t('reviews.evidence.whatIf')}
        </RowsLink>
      </Group>
      {opened && restsAt === ruleId && (
        <Suspense>
          <RuleEvidencePanel ruleId={ruleId} scope={scope} />
        </Suspense>
      )}
    </div>
  );
}
