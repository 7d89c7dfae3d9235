import { Button, Group, Paper, Skeleton, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { AlertRuleResponse } from '@tenken/shared/alert-rules.contract';
import type { ReplayKept } from '@tenken/shared/replay.contract';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useMay } from '../../api/session.js';
import type { ReplayScope } from '../../features/what-if/replay.queries.js';
import { useT } from '../../i18n/useT.js';
import { peopleOptionsQuery } from '../peopleOptions.js';
import { LazyDecisionDialog } from './LazyDecisionDialog.js';

// With its charts and its hundred settings it is asked for, not loaded with each rule.
const WhatIfPanel = lazy(async () => ({
  default: (await import('../../features/what-if/WhatIfPanel.js')).WhatIfPanel,
}));
const route = getRouteApi('/rules/$id');

/** The what-if of one rule, opened by a press or by an address that names a setting. */
export function RuleWhatIf({ rule, scope }: { rule: AlertRuleResponse; scope: ReplayScope }) {
  const t = useT();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const mayWrite = useMay('write');
  const [kept, setKept] = useState<ReplayKept | null>(null);
  const people = useQuery({ ...peopleOptionsQuery, enabled: kept !== null });
  const selection = useMemo(() => ({ ruleIds: [rule.id] }), [rule.id]);
  const change = (part: object) =>
    void navigate({ search: (old) => ({ ...old, ...part }), replace: true, resetScroll: false });
  const isOpen = Boolean(search.whatIf || search.delay || search.hold || search.gap || search.hours);
  if (!isOpen)
    return (
      <Paper withBorder p="sm" component="section" aria-labelledby="what-if">
        <Group justify="space-between">
          <div>
            <Title order={2} size="h4" id="what-if">
              {t('whatIf.title')}
            </Title>
            <Text size="sm" c="dimmed">
              {t('whatIf.rule.question')}
            </Text>
          </div>
          <Button variant="default" onClick={() => change({ whatIf: true })}>
            {t('whatIf.open')}
          </Button>
        </Group>
      </Paper>
    );
  return (
    <Suspense fallback={<Skeleton height={480} />}>
      <WhatIfPanel
        selection={selection}
        scope={scope}
        search={search}
        onSearchChange={(setting) => change({ ...setting, whatIf: true })}
        rule={rule}
        onTake={mayWrite ? setKept : undefined}
      />
      <LazyDecisionDialog
        opened={kept !== null}
        onClose={() => setKept(null)}
        alertRuleId={rule.id}
        ruleName={rule.name}
        timeZone={scope.timeZone}
        people={people.data ?? []}
        startKind="tune"
        replay={kept ?? undefined}
        onDone={() => setKept(null)}
      />
    </Suspense>
  );
}
