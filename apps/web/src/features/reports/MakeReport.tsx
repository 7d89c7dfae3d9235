import { Alert, Button, Collapse, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown, IconFileAnalytics } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ReportBucket } from '@tenken/shared/reports.contract';
import { useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { errorMessage } from '../../ui/errorMessage.js';
import { type ReportScopeChoice, ReportScopeSelect, scopeBody, scopeText } from './ReportScopeSelect.js';
import classes from './Reports.module.css';
import { defaultBucket, recentPeriods } from './reportPeriods.js';
import { createReport } from './reports.queries.js';

interface Props {
  today: string;
  timeZone: string;
  fiscalStart: number;
  /** the scope of the page */
  scope: ReportScopeChoice;
  teams: readonly { id: string; name: string }[];
  services: readonly { id: string; name: string }[];
  onMade(id: string): void;
}

const CHOICES = 9;

/** One press makes the report of the last complete quarter; what else it may be about is one press further. */
export function MakeReport({ today, timeZone, fiscalStart, teams, services, onMade, ...props }: Props) {
  const t = useT();
  const queryClient = useQueryClient();
  const [opened, more] = useDisclosure(false);
  const [chosen, setChosen] = useState<{ bucket?: ReportBucket; from?: string; scope?: ReportScopeChoice }>(
    {},
  );
  const bucket = chosen.bucket ?? defaultBucket(fiscalStart);
  const periods = recentPeriods(bucket, today, fiscalStart, CHOICES);
  const period = periods.find(({ from }) => from === chosen.from) ?? periods.find(({ ended }) => ended);
  const scope = chosen.scope ?? props.scope;
  const make = useMutation({
    mutationFn: () => createReport({ bucket, from: period?.from ?? today, timeZone, ...scopeBody(scope) }),
    onSuccess: async ({ id }) => {
      await queryClient.invalidateQueries({ queryKey: ['reports'] });
      onMade(id);
    },
  });
  if (period === undefined) return null;
  return (
    <Stack gap="sm">
      <Group gap="sm">
        <Button
          size="md"
          className={classes.make}
          leftSection={<IconFileAnalytics size={18} aria-hidden />}
          loading={make.isPending}
          onClick={() => make.mutate()}
        >
          {t('reports.make', { period: period.name[t.language] })}
        </Button>
        <Button
          variant="subtle"
          color="gray"
          rightSection={<IconChevronDown size={14} aria-hidden />}
          aria-expanded={opened}
          onClick={more.toggle}
        >
          {t('reports.make.other')}
        </Button>
      </Group>
      <Text size="sm" c="dimmed" role="status">
        {make.isPending
          ? t('reports.make.running')
          : t('reports.make.about', { scope: scopeText(t, scope, teams, services), timeZone })}
      </Text>
      {!period.ended && (
        <Text size="sm" role="note">
          {t('reports.make.unfinished')}
        </Text>
      )}
      {make.error !== null && (
        <Alert color="red" title={t('reports.make.failed')} role="alert">
          {errorMessage(make.error, t)}
        </Alert>
      )}
      <Collapse expanded={opened}>
        <Group align="end" gap="sm">
          <NativeSelect
            label={t('reports.kind')}
            value={bucket}
            onChange={(event) =>
              setChosen({ ...chosen, from: undefined, bucket: ReportBucket.parse(event.currentTarget.value) })
            }
            data={ReportBucket.options.map((value) => ({ value, label: t(`reports.bucket.${value}`) }))}
          />
          <NativeSelect
            label={t('reports.period')}
            value={period.from}
            onChange={(event) => setChosen({ ...chosen, from: event.currentTarget.value })}
            data={periods.map(({ from, name, ended }) => ({
              value: from,
              label: ended ? name[t.language] : t('reports.period.running', { period: name[t.language] }),
            }))}
          />
          <ReportScopeSelect
            value={scope}
            teams={teams}
            services={services}
            onChange={(value) => setChosen({ ...chosen, scope: value })}
          />
        </Group>
      </Collapse>
    </Stack>
  );
}
