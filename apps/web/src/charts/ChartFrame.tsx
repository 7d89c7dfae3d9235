import { Button, Group, Paper, Text, Title } from '@mantine/core';
import { IconChartDots, IconDownload, IconTable } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useT } from '../i18n/useT.js';
import { DefinitionButton, type DefinitionOfAnswer } from '../ui/DefinitionButton.js';
import type { DefinitionKey } from '../ui/definitions.en.js';
import classes from './ChartFrame.module.css';
import { type CsvFile, downloadCsv } from './downloadCsv.js';

interface Props {
  /** What the chart shows, as a finding. */
  title: string;
  /** One sentence below it. */
  summary?: ReactNode;
  definitionKey: DefinitionKey;
  definition?: DefinitionOfAnswer | null;
  /** The same figures as a table. */
  table: ReactNode;
  /** A table made here, or where the API gives the figures as a file. */
  csv?: CsvFile | string;
  asTable: boolean;
  onAsTable(asTable: boolean): void;
  /** The pointer or the focus is on it: the key `b` is then for this chart. */
  onActive?(): void;
  legend?: ReactNode;
  /** stands below the chart and below its table */
  footer?: ReactNode;
  headingOrder?: 3 | 4;
  children: ReactNode;
}

/** A chart with its finding, its table twin, its file and its definition. */
export function ChartFrame(props: Props) {
  const { title, summary, table, csv, asTable, onAsTable, onActive, headingOrder = 3 } = props;
  const t = useT();
  return (
    <Paper withBorder p="sm">
      <figure
        className={classes.frame}
        aria-label={title}
        onPointerEnter={onActive}
        onFocusCapture={onActive}
      >
        <figcaption className={classes.caption}>
          <div className={classes.words}>
            <Group gap={4} wrap="nowrap" align="center">
              <Title order={headingOrder} size="h5">
                {title}
              </Title>
              <DefinitionButton definitionKey={props.definitionKey} answered={props.definition ?? null} />
            </Group>
            {summary && (
              <Text size="sm" c="dimmed" component="div">
                {summary}
              </Text>
            )}
          </div>
          <Group gap={4} data-print="hidden">
            <Button
              variant="subtle"
              color="gray"
              size="compact-sm"
              leftSection={
                asTable ? <IconChartDots size={16} aria-hidden /> : <IconTable size={16} aria-hidden />
              }
              onClick={() => onAsTable(!asTable)}
            >
              {t(asTable ? 'charts.asChart' : 'charts.asTable')}
            </Button>
            {csv !== undefined && (
              <Button
                variant="subtle"
                color="gray"
                size="compact-sm"
                leftSection={<IconDownload size={16} aria-hidden />}
                aria-label={t('charts.csv.label', { title })}
                {...(typeof csv === 'string'
                  ? { component: 'a' as const, href: csv, download: true }
                  : { onClick: () => downloadCsv(csv) })}
              >
                {t('charts.csv')}
              </Button>
            )}
          </Group>
        </figcaption>
        {asTable ? (
          table
        ) : (
          <>
            {props.children}
            {props.legend}
          </>
        )}
        {props.footer}
      </figure>
    </Paper>
  );
}
