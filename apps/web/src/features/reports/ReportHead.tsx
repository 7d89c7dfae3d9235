import { Alert, Badge, Group, Text } from '@mantine/core';
import type { ReportContents } from '@tenken/shared/report-contents.contract';
import { formatDay, formatInstant } from '../../time/formatInstant.js';
import { addDays } from '../../time/isoDay.js';
import classes from './Report.module.css';
import { useReport } from './reportContext.js';
import { scopeName } from './reportWords.js';

interface Props {
  contents: ReportContents;
  /** null for a reading that is not stored */
  stored: { digest: string; intact: boolean } | null;
}

/** What it is about, and what it is: frozen when, by whom, over which data. */
export function ReportHead({ contents, stored }: Props) {
  const { id, t } = useReport();
  const { period, scope, timeZone } = contents;
  const format = { language: t.language, timeZone };
  return (
    <header className={classes.head}>
      <Text fw={700} className={classes.scope}>
        {scopeName(t, scope)}
        {scope.components.length > 0 && (
          <Text span inherit fw={400} c="dimmed">
            {t('report.components', {
              names: scope.components.map(({ name }) => name).join(t('ui.listSeparator')),
            })}
          </Text>
        )}
      </Text>
      <Text size="sm">
        {t('report.days', {
          from: formatDay(period.fromDay, t.language),
          to: formatDay(addDays(period.toDay, -1), t.language),
          timeZone,
        })}
      </Text>
      <Text size="sm" c="dimmed">
        {stored === null
          ? t('report.readNow', { at: formatInstant(contents.madeAt, format) })
          : t('report.frozenAt', {
              at: formatInstant(contents.madeAt, format),
              by: contents.scheduleId === null ? contents.madeBy.name : t('reports.bySchedule'),
              id,
              digest: stored.digest.slice(0, 12),
            })}
      </Text>
      <Group gap={6} mt={4}>
        {!period.ended && (
          <Badge variant="outline" color="gray" tt="none">
            {t('report.unfinished')}
          </Badge>
        )}
      </Group>
      {stored?.intact === false && (
        <Alert color="red" mt="xs" title={t('report.notIntact')}>
          {t('report.notIntact.hint')}
        </Alert>
      )}
      {!contents.consistent && (
        <Alert color="yellow" mt="xs" title={t('report.notConsistent')}>
          {t('report.notConsistent.hint')}
        </Alert>
      )}
    </header>
  );
}
