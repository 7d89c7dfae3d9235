import { Anchor, Button, Group, Paper, SegmentedControl, SimpleGrid, Text, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { Proportion } from '@tenken/shared/alert-rules.contract';
import type {
  DetectionLedgerResponse,
  DetectionLedgerRow,
  DetectionOutcome,
} from '@tenken/shared/detection.contract';
import { useMemo, useState } from 'react';
import { formatShare } from '../../i18n/formatShare.js';
import { useT } from '../../i18n/useT.js';
import { useKeys } from '../../keys/useKeys.js';
import { DataState } from '../../ui/DataState.js';
import { DataTable } from '../../ui/DataTable.js';
import { Figure } from '../../ui/Figure.js';
import { MoreRows } from '../../ui/MoreRows.js';
import { type DetectionScope, ledgerQuery } from './detection.queries.js';
import { LinkAlertsDialog } from './LinkAlertsDialog.js';
import { ledgerColumns } from './ledgerColumns.js';
import { RecallTable } from './RecallTable.js';

interface Props {
  scope: DetectionScope;
  told: 'people' | 'all';
  onToldChange(told: 'people' | 'all'): void;
  /** only incidents that this rule told in time */
  rule: { id: string; name: string | null } | null;
  onRuleClear(): void;
  /** only incidents with this outcome, confirmed and proposed links together; empty: any */
  outcome: readonly DetectionOutcome[];
  onOutcomeClear(): void;
  mayWrite: boolean;
  /** null for those who may not write; keep it the same function */
  onRecordGap: ((row: DetectionLedgerRow) => void) | null;
}

/** Per incident: which alert saw it first, how late, or who told us instead. */
export function DetectionLedger(props: Props) {
  const { scope, told, onToldChange, rule, onRuleClear, outcome, onOutcomeClear, mayWrite, onRecordGap } =
    props;
  const t = useT();
  const navigate = useNavigate();
  const [activeId, setActiveId] = useState<string | null>(null);
  const [linked, setLinked] = useState<DetectionLedgerRow | null>(null);
  const query = useInfiniteQuery(ledgerQuery(scope, told, { rule: rule?.id, outcome }));
  const pages = query.data?.pages;
  const rows = useMemo(() => pages?.flatMap((page) => page.items) ?? [], [pages]);
  const columns = useMemo(
    () => ledgerColumns(t, scope.timeZone, onRecordGap, mayWrite ? setLinked : null),
    [t, scope.timeZone, onRecordGap, mayWrite],
  );
  useKeys(t('detection.title'), [
    {
      key: 'l',
      label: t('detection.key.check'),
      run: () => setLinked(rows.find((row) => row.incidentId === activeId) ?? null),
      when: activeId !== null && linked === null,
    },
  ]);
  return (
    <Paper withBorder component="section" aria-labelledby="detection-ledger">
      <Group justify="space-between" p="sm" pb={4}>
        <Title order={2} size="h4" id="detection-ledger">
          {t('detection.title')}
        </Title>
        <SegmentedControl
          size="xs"
          // on a telephone the longer of the two breaks
          styles={{ root: { maxWidth: '100%' }, label: { whiteSpace: 'normal' } }}
          aria-label={t('detection.show')}
          value={told}
          onChange={(value) => onToldChange(value as 'people' | 'all')}
          data={[
            { value: 'people', label: t('detection.people') },
            { value: 'all', label: t('detection.all') },
          ]}
        />
      </Group>
      {rule && (
        <Group gap="xs" px="sm" pb="xs">
          <Text size="sm">{t('detection.byRule', { rule: rule.name ?? rule.id })}</Text>
          <Button size="compact-xs" variant="default" onClick={onRuleClear}>
            {t('detection.byRule.clear')}
          </Button>
        </Group>
      )}
      {outcome.length > 0 && (
        <Group gap="xs" px="sm" pb="xs">
          <Text size="sm">
            {t('detection.byOutcome', {
              outcome: outcome.map((one) => t(`detection.outcome.${one}`)).join(t('ui.listSeparator')),
            })}
          </Text>
          <Button size="compact-xs" variant="default" onClick={onOutcomeClear}>
            {t('detection.byRule.clear')}
          </Button>
        </Group>
      )}
      <DataState query={{ ...query, data: pages?.[0], refetch: query.refetch }}>
        {(page) => (
          <>
            <Recall page={page} />
            <RecallTable scope={scope} />
            <DataTable
              label={t('detection.title')}
              rows={rows}
              rowId={(row) => row.incidentId}
              columns={columns}
              pageKeys={false}
              activeId={activeId}
              onActiveChange={setActiveId}
              onOpen={(row) => void navigate({ to: '/incidents/$id', params: { id: row.incidentId } })}
              empty={
                told === 'people' && rule === null && outcome.length === 0
                  ? {
                      title: t('detection.empty.people'),
                      hint: t('detection.empty.people.hint'),
                      action: (
                        <Button size="xs" variant="default" onClick={() => onToldChange('all')}>
                          {t('detection.all')}
                        </Button>
                      ),
                    }
                  : {
                      title: t('detection.empty.all'),
                      hint: t('detection.empty.hint'),
                      action: (
                        <Anchor renderRoot={(props: object) => <Link {...props} to="/incidents/new" />}>
                          {t('detection.empty.enter')}
                        </Anchor>
                      ),
                    }
              }
            />
            <MoreRows query={query} label={t('detection.more')} p="sm" />
          </>
        )}
      </DataState>
      <LinkAlertsDialog
        row={linked}
        timeZone={scope.timeZone}
        mayWrite={mayWrite}
        onClose={() => setLinked(null)}
      />
    </Paper>
  );
}

/** Recall, confirmed and with proposals apart; the rows are in the table below. */
function Recall({ page }: { page: DetectionLedgerResponse }) {
  const t = useT();
  const { recall } = page;
  const figure = (label: string, share: Proportion | null, counts: typeof recall.confirmedCounts) => (
    <Figure
      label={`${t('detection.recall')}: ${label}`}
      value={
        share &&
        t('detection.recall.value', {
          share: formatShare(share.value, t.language),
          part: counts.caught,
          n: share.n,
        })
      }
      reason={t('detection.recall.none')}
      interval={
        share && { lower: formatShare(share.lower, t.language), upper: formatShare(share.upper, t.language) }
      }
      rows={{ to: '/coverage', search: { told: 'all' } }}
      definitionKey="recall"
      definition={page.definition}
      note={
        <Text span size="xs" c="dimmed">
          {t('detection.counts', counts)}
        </Text>
      }
    />
  );
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} px="sm" pb="sm" spacing="xs">
      {figure(t('detection.recall.confirmed'), recall.confirmed, recall.confirmedCounts)}
      {figure(t('detection.recall.proposed'), recall.withProposed, recall.withProposedCounts)}
    </SimpleGrid>
  );
}
