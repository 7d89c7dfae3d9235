import { SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type {
  AlertRuleEvidenceResponse,
  AlertRuleResponse,
  RuleDurationsResponse,
} from '@tenken/shared/alert-rules.contract';
import type { RuleBehaviourResponse, RuleIncidentsResponse } from '@tenken/shared/rule-evidence.contract';
import type { ReactNode } from 'react';
import { useT } from '../../i18n/useT.js';
import { DataState } from '../../ui/DataState.js';
import { BehaviourFigures } from './BehaviourFigures.js';
import { BlindSpots } from './BlindSpots.js';
import { behaviourQuery, ruleIncidentsQuery } from './evidence.queries.js';
import { IncidentFigures } from './IncidentFigures.js';
import { LoadFigures } from './LoadFigures.js';
import { durationsQuery, evidenceQuery, type RangeScope } from './rules.queries.js';
import { WorthFigures } from './WorthFigures.js';

interface Props {
  rule: AlertRuleResponse;
  scope: RangeScope;
}

/** What the parts of the figures are made of; null while it is on its way. */
export interface RuleFigureParts {
  ruleId: string;
  figures: AlertRuleEvidenceResponse;
  durations: RuleDurationsResponse | null;
  behaviour: RuleBehaviourResponse | null;
  incidents: RuleIncidentsResponse | null;
}

/** What the rule cost and what it was worth in the period, each figure with its rows and its definition. */
export function RuleFigures({ rule, scope }: Props) {
  const t = useT();
  const evidence = useQuery(evidenceQuery(rule.id, scope));
  const durations = useQuery(durationsQuery(rule.id, scope));
  const behaviour = useQuery(behaviourQuery(rule.id, scope));
  const incidents = useQuery(ruleIncidentsQuery(rule.id, scope));
  return (
    <Stack gap="xs" component="section" aria-labelledby="rule-figures">
      <Title order={2} size="h4" id="rule-figures">
        {t('rules.figures')}
      </Title>
      <DataState query={evidence} skeleton="figures">
        {(figures) => {
          const parts: RuleFigureParts = {
            ruleId: rule.id,
            figures,
            durations: durations.data ?? null,
            behaviour: behaviour.data ?? null,
            incidents: incidents.data ?? null,
          };
          return (
            <Stack gap="sm">
              <Part title={t('rules.figures.load')}>
                <LoadFigures {...parts} />
              </Part>
              <Part title={t('rules.figures.behaviour')}>
                <BehaviourFigures {...parts} />
              </Part>
              <Part title={t('rules.figures.worth')}>
                <WorthFigures {...parts} />
              </Part>
              <Part title={t('rules.figures.incidents')}>
                <IncidentFigures {...parts} />
              </Part>
            </Stack>
          );
        }}
      </DataState>
      <BlindSpots rule={rule} />
    </Stack>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <Text component="h3" size="sm" fw={700} mb={4}>
        {title}
      </Text>
      <SimpleGrid cols={{ base: 2, sm: 3, lg: 6 }} spacing="xs" data-figures>
        {children}
      </SimpleGrid>
    </div>
  );
}
