import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useT } from '../../i18n/useT.js';
import { DataState } from '../../ui/DataState.js';
import { BehaviourLine } from './BehaviourLine.js';
import { HeatPictures } from './RuleHeat.js';
import { RuleHistory } from './RuleHistory.js';
import { RuleTogether } from './RuleTogether.js';
import { heatStripQuery, type RangeScope } from './rules.queries.js';

interface Props {
  ruleId: string;
  scope: RangeScope;
  /** Decides that the rule is merged into another one. */
  onMerge?: ((other: { id: string; name: string }) => void) | undefined;
}

/** What a room needs to see of a rule beside its figures: when it fires, what happened around it, what fires with it. */
export function RuleEvidencePanel({ ruleId, scope, onMerge }: Props) {
  const t = useT();
  const strip = useQuery(heatStripQuery(ruleId, scope));
  return (
    <Stack gap="sm" component="section" aria-label={t('rules.evidence')}>
      <BehaviourLine ruleId={ruleId} scope={scope} />
      <DataState query={strip}>
        {(known) =>
          known.total === 0 ? (
            <Text size="sm" c="dimmed">
              {t('rules.heat.none')}
            </Text>
          ) : (
            <HeatPictures ruleId={ruleId} strip={known} byWeekday={false} />
          )
        }
      </DataState>
      <RuleHistory ruleId={ruleId} scope={scope} />
      <RuleTogether ruleId={ruleId} scope={scope} onMerge={onMerge} />
    </Stack>
  );
}
