import { Anchor, Button, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { DetectionLedgerRow } from '@tenken/shared/detection.contract';
import type { Translator } from '../../i18n/createTranslator.js';
import { formatDuration } from '../../time/formatDuration.js';
import { formatInstant } from '../../time/formatInstant.js';
import { BreakableName } from '../../ui/BreakableName.js';
import type { DataColumn } from '../../ui/DataTable.js';
import { SeverityBadge } from '../../ui/SeverityBadge.js';
import { OutcomeSign } from './OutcomeSign.js';

/** Columns of the detection ledger; `onRecordGap` and `onLink` are null for those who may not write. */
export function ledgerColumns(
  t: Translator,
  timeZone: string,
  onRecordGap: ((row: DetectionLedgerRow) => void) | null,
  onLink: ((row: DetectionLedgerRow) => void) | null,
): DataColumn<DetectionLedgerRow>[] {
  return [
    {
      key: 'incident',
      header: t('detection.column.incident'),
      rowHeader: true,
      cell: (row) => (
        <Stack gap={0} miw={180}>
          <Anchor
            fw={700}
            size="sm"
            renderRoot={(props: object) => (
              <Link {...props} to="/incidents/$id" params={{ id: row.incidentId }} />
            )}
          >
            {row.title}
          </Anchor>
          <Text size="xs" c="dimmed" fw={400}>
            {row.services.map((service) => service.name).join(t('ui.listSeparator'))}
          </Text>
        </Stack>
      ),
    },
    {
      key: 'severity',
      header: t('detection.column.severity'),
      cell: (row) => <SeverityBadge severity={row.severity} />,
    },
    {
      key: 'startedAt',
      header: t('detection.column.startedAt'),
      cell: (row) => (
        <span style={{ whiteSpace: 'nowrap' }}>
          {formatInstant(row.startedAt ?? row.detectedAt, { language: t.language, timeZone })}
        </span>
      ),
    },
    {
      key: 'told',
      header: t('detection.column.told'),
      cell: (row) => t(`detection.source.${row.detectionSource}`),
    },
    {
      key: 'outcome',
      header: t('detection.column.outcome'),
      cell: (row) => (
        <Stack gap={0}>
          <OutcomeSign outcome={row.proposedOutcome} />
          {row.firstAlert === null && row.proposedAlert !== null && (
            <Text size="xs" c="dimmed">
              {t('detection.outcome.proposed')}
            </Text>
          )}
        </Stack>
      ),
    },
    {
      key: 'alert',
      header: t('detection.column.alert'),
      cell: (row) => <FirstAlert row={row} t={t} onLink={onLink} />,
    },
    {
      key: 'gap',
      header: t('detection.column.gap'),
      cell: (row) => <Gap row={row} t={t} onRecordGap={onRecordGap} />,
    },
  ];
}

interface FirstAlertProps {
  row: DetectionLedgerRow;
  t: Translator;
  onLink: ((row: DetectionLedgerRow) => void) | null;
}

function FirstAlert({ row, t, onLink }: FirstAlertProps) {
  const alert = row.proposedAlert;
  const toCheck = onLink !== null && row.proposedLinks > 0 && (
    <Button
      size="compact-xs"
      variant="default"
      w="fit-content"
      mt={2}
      aria-label={t('detection.check.of', { n: row.proposedLinks, title: row.title })}
      onClick={() => onLink(row)}
    >
      {t('detection.check', { n: row.proposedLinks })}
    </Button>
  );
  if (alert === null) return toCheck || <>—</>;
  const lag =
    alert.lagSeconds === null
      ? t('detection.lag.unknown')
      : t(alert.lagSeconds < 0 ? 'detection.lag.before' : 'detection.lag.after', {
          duration: formatDuration(Math.abs(alert.lagSeconds), t.language),
        });
  return (
    <Stack gap={0} miw={140}>
      <Anchor
        size="sm"
        renderRoot={(props: object) => <Link {...props} to="/rules/$id" params={{ id: alert.alertRuleId }} />}
      >
        <BreakableName name={alert.ruleName} />
      </Anchor>
      <Text size="xs" c="dimmed">
        {lag}
      </Text>
      {toCheck}
    </Stack>
  );
}

interface GapProps {
  row: DetectionLedgerRow;
  t: Translator;
  onRecordGap: ((row: DetectionLedgerRow) => void) | null;
}

function Gap({ row, t, onRecordGap }: GapProps) {
  if (row.coverageGapIds.length > 0) return <>{t('detection.gaps', { n: row.coverageGapIds.length })}</>;
  if (onRecordGap === null || row.proposedOutcome === 'caught') return <>—</>;
  return (
    <Button
      size="compact-xs"
      variant="default"
      aria-label={t('detection.record.of', { title: row.title })}
      onClick={() => onRecordGap(row)}
    >
      {t('detection.record')}
    </Button>
  );
}
