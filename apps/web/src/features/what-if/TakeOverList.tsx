import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReplayFigures, ReplayRule } from '@tenken/shared/replay.contract';
import { type ReactNode, useMemo, useState } from 'react';
import type { Translator } from '../../i18n/createTranslator.js';
import { useT } from '../../i18n/useT.js';
import { BreakableName } from '../../ui/BreakableName.js';
import { type DataColumn, DataTable } from '../../ui/DataTable.js';
import { formatPerWeek } from './prepareReplay.js';

interface Props {
  rules: readonly ReplayRule[];
  /** how many fired; more than are listed */
  total: number;
  ticked: ReadonlySet<string>;
  onTick(ticked: ReadonlySet<string>): void;
  /** Something was sent: what was ticked stays. */
  isLocked: boolean;
  /** the suggested change of a rule; without it there is none */
  change?: ((ruleId: string) => ReactNode) | undefined;
}

/** The rules that a decision each is made for, to tick: what becomes of each, and the change that it comes to. */
export function TakeOverList({ rules, total, ticked, onTick, isLocked, change }: Props) {
  const t = useT();
  const [openId, setOpenId] = useState<string | null>(null);
  const hasChange = change !== undefined;
  const columns = useMemo(
    () => columnsOf(t, hasChange ? { openId, onOpen: setOpenId } : null),
    [t, hasChange, openId],
  );
  return (
    <Stack gap="xs">
      <Group justify="space-between" gap="xs">
        <Text size="sm" fw={600}>
          {t('whatIf.takeEach.ticked', { n: ticked.size, all: rules.length })}
        </Text>
        {total > rules.length && (
          <Text size="xs" c="dimmed">
            {t('whatIf.takeEach.first', { n: rules.length, all: total })}
          </Text>
        )}
      </Group>
      <DataTable<ReplayRule>
        label={t('whatIf.takeEach.rules')}
        rows={rules}
        rowId={({ id }) => id}
        rowLabel={({ name }) => name}
        columns={columns}
        selection={{ selected: ticked, onChange: isLocked ? () => undefined : onTick }}
        maxHeight={300}
        pageKeys={false}
      />
      {openId !== null && change?.(openId)}
    </Stack>
  );
}

interface ChangeOpener {
  openId: string | null;
  onOpen(id: string | null): void;
}

function columnsOf(t: Translator, opener: ChangeOpener | null): DataColumn<ReplayRule>[] {
  const perWeek = (figures: ReplayFigures) =>
    formatPerWeek(figures.pagesPerWeek ?? figures.episodesPerWeek, t.language);
  return [
    {
      key: 'rule',
      header: t('whatIf.rows.rule'),
      rowHeader: true,
      cell: ({ id, name, serviceName }) => (
        <>
          <Anchor
            size="sm"
            renderRoot={(props: object) => (
              <Link {...props} to="/rules/$id" params={{ id }} target="_blank" />
            )}
          >
            <BreakableName name={name} />
          </Anchor>
          {serviceName !== null && (
            <Text size="xs" c="dimmed">
              {serviceName}
            </Text>
          )}
          {opener !== null && (
            <Button
              variant="subtle"
              size="compact-xs"
              ml={-8}
              aria-expanded={id === opener.openId}
              aria-label={t('whatIf.takeEach.change', { rule: name })}
              onClick={() => opener.onOpen(id === opener.openId ? null : id)}
            >
              {t('whatIf.takeEach.diff')}
            </Button>
          )}
        </>
      ),
    },
    {
      key: 'left',
      header: t('whatIf.takeEach.column.left'),
      align: 'right',
      cell: ({ before, after }) =>
        t('whatIf.takeEach.left', { before: perWeek(before), after: perWeek(after) }),
    },
    {
      key: 'lost',
      header: t('whatIf.takeEach.column.lost'),
      cell: ({ after }) => lostText(after, t),
    },
  ];
}

/** What it would lose; nothing known: a dash. */
function lostText(after: ReplayFigures, t: Translator): string {
  const losses = [
    after.incidentsMissed > 0 && t('whatIf.takeEach.missed', { n: after.incidentsMissed }),
    after.incidentsLate > 0 && t('whatIf.takeEach.late', { n: after.incidentsLate }),
    after.actionableLost > 0 && t('whatIf.takeEach.actionable', { n: after.actionableLost }),
  ].filter((text) => text !== false);
  return losses.length === 0 ? '—' : losses.join(t('ui.listSeparator'));
}
