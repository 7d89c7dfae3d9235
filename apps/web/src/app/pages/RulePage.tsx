import { Grid, Group, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { ruleQuery } from '../../api/ruleQuery.js';
import { useMay } from '../../api/session.js';
import { RuleDecisions } from '../../features/decisions/RuleDecisions.js';
import { RecentEpisodes } from '../../features/episodes/RecentEpisodes.js';
import { LazyRuleEditDialog } from '../../features/rules/LazyRuleEditDialog.js';
import { RuleAbout } from '../../features/rules/RuleAbout.js';
import { RuleDefinition } from '../../features/rules/RuleDefinition.js';
import { RuleDurations } from '../../features/rules/RuleDurations.js';
import { RuleFigures } from '../../features/rules/RuleFigures.js';
import { RuleHeat } from '../../features/rules/RuleHeat.js';
import { RuleHistory } from '../../features/rules/RuleHistory.js';
import { RuleIncidents } from '../../features/rules/RuleIncidents.js';
import { RuleJudge } from '../../features/rules/RuleJudge.js';
import { RuleNames } from '../../features/rules/RuleNames.js';
import { RuleSilences } from '../../features/rules/RuleSilences.js';
import { RuleTogether } from '../../features/rules/RuleTogether.js';
import { VerdictLog } from '../../features/rules/VerdictLog.js';
import { useT } from '../../i18n/useT.js';
import { useKeys } from '../../keys/useKeys.js';
import { DataState } from '../../ui/DataState.js';
import { PageHeader } from '../../ui/PageHeader.js';
import { SeverityBadge } from '../../ui/SeverityBadge.js';
import { useScope } from '../../url/useScope.js';
import { peopleOptionsQuery } from '../peopleOptions.js';
import { serviceOptionsQuery } from '../scopeOptions.js';
import { LazyDecisionDialog } from './LazyDecisionDialog.js';
import { RuleWhatIf } from './RuleWhatIf.js';

const route = getRouteApi('/rules/$id');

export function RulePage() {
  const t = useT();
  const { id } = route.useParams();
  const { version, incidents } = route.useSearch();
  const navigate = route.useNavigate();
  const scope = useScope();
  const rule = useQuery(ruleQuery(id));
  const services = useQuery(serviceOptionsQuery);
  const [editing, setEditing] = useState(false);
  const [mergeInto, setMergeInto] = useState<{ id: string; name: string } | null>(null);
  const mayWrite = useMay('write');
  const people = useQuery({ ...peopleOptionsQuery, enabled: mergeInto !== null });
  const change = (search: object) =>
    void navigate({ search: (old) => ({ ...old, ...search }), resetScroll: false });
  useKeys(t('rules.keys'), [
    {
      key: 'e',
      label: t('rules.edit'),
      run: () => setEditing(true),
      when: mayWrite && rule.data !== undefined,
    },
  ]);
  return (
    <>
      <PageHeader
        title={rule.data?.name ?? t('app.page.rule')}
        question={
          rule.data && (
            <Group gap="sm">
              {rule.data.severity && <SeverityBadge severity={rule.data.severity} />}
              <span>{rule.data.serviceName ?? t('rules.noService')}</span>
              {rule.data.summary && <span>{rule.data.summary}</span>}
            </Group>
          )
        }
      />
      <DataState query={rule} skeleton="figures">
        {(known) => (
          <Stack gap="md">
            <RuleNames rule={known} timeZone={scope.timeZone} />
            <RuleJudge rule={known} scope={scope} />
            <RuleFigures rule={known} scope={scope} />
            <RuleHistory ruleId={id} scope={scope} />
            <RuleHeat rule={known} scope={scope} />
            <RuleIncidents
              ruleId={id}
              scope={scope}
              outcome={incidents}
              onOutcomeChange={(outcome) => change({ incidents: outcome })}
            />
            <RuleTogether ruleId={id} scope={scope} onMerge={mayWrite ? setMergeInto : undefined} />
            <RuleWhatIf rule={known} scope={scope} />
            <Grid gap="md">
              <Grid.Col span={{ base: 12, lg: 7 }} miw={0}>
                <Stack gap="md">
                  <RuleDefinition
                    rule={known}
                    timeZone={scope.timeZone}
                    version={version}
                    onVersionChange={(next) => change({ version: next })}
                  />
                  <RuleDurations ruleId={id} scope={scope} />
                </Stack>
              </Grid.Col>
              <Grid.Col span={{ base: 12, lg: 5 }} miw={0}>
                <Stack gap="md">
                  <RuleAbout rule={known} timeZone={scope.timeZone} onEdit={() => setEditing(true)} />
                  <RuleSilences ruleId={id} scope={scope} />
                </Stack>
              </Grid.Col>
            </Grid>
            <RecentEpisodes
              ruleId={id}
              scope={scope}
              title={t('rules.firings')}
              allLabel={t('rules.firings.all')}
            />
            <RuleDecisions ruleId={id} />
            <VerdictLog ruleId={id} timeZone={scope.timeZone} />
            <LazyRuleEditDialog
              rule={known}
              services={services.data ?? []}
              opened={editing}
              onClose={() => setEditing(false)}
            />
            <LazyDecisionDialog
              opened={mergeInto !== null}
              onClose={() => setMergeInto(null)}
              startKind="merge"
              startMergeInto={mergeInto ?? undefined}
              alertRuleId={id}
              ruleName={known.name}
              timeZone={scope.timeZone}
              people={people.data ?? []}
              onDone={() => setMergeInto(null)}
            />
          </Stack>
        )}
      </DataState>
    </>
  );
}
