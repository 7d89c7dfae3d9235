import { Group, Paper, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useT } from '../i18n/useT.js';
import { DefinitionButton, type DefinitionOfAnswer } from './DefinitionButton.js';
import type { DefinitionKey } from './definitions.en.js';
import { RowsLink, type RowsTarget } from './RowsLink.js';

interface Props {
  /** Names the aggregate too: "Time to restore (median)". */
  label: string;
  /** Formatted. Null when the figure cannot be had: never pass 0 for that. */
  value: string | null;
  /** Why there is no value; shown in its place. */
  reason?: string;
  /** Bounds of the 95 % interval, formatted. */
  interval?: { lower: string; upper: string } | null;
  n?: number;
  missing?: number;
  excluded?: number;
  /** Still open (censored), counted but not ended. */
  open?: number;
  /** The rows that made the figure. */
  rows?: RowsTarget;
  /** The rows that it left out, each with its reason. */
  excludedRows?: RowsTarget;
  definitionKey?: DefinitionKey;
  definition?: DefinitionOfAnswer | null;
  /** The period before, the verdict on the change, a second aggregate: a line below. */
  note?: ReactNode;
}

/** A figure with what it is made of: value or reason, interval, counts, its rows and its definition. */
export function Figure(props: Props) {
  const { label, value, reason, interval, n, missing, excluded, open, rows, excludedRows, note } = props;
  const t = useT();
  const counts = [
    n === undefined ? null : t('ui.figure.n', { n }),
    open ? t('ui.figure.open', { n: open }) : null,
    missing ? t('ui.figure.missing', { n: missing }) : null,
  ].filter((text) => text !== null);
  return (
    <Paper withBorder p="sm" component="section" aria-label={label} className="figure">
      <Group justify="space-between" wrap="nowrap" align="start" gap={4} mih={26}>
        <Text size="sm" c="dimmed">
          {label}
        </Text>
        {props.definitionKey && (
          <DefinitionButton definitionKey={props.definitionKey} answered={props.definition ?? null} />
        )}
      </Group>
      <Text fz={26} fw={700} lh={1.3} component="div">
        {value === null ? '—' : rows ? <RowsLink target={rows}>{value}</RowsLink> : value}
      </Text>
      <div>
        {value === null && (
          <Text size="sm" c="dimmed">
            {reason ?? t('ui.figure.none')}
          </Text>
        )}
        {value !== null && interval && (
          <Text size="sm" c="dimmed">
            {t('ui.figure.interval', { lower: interval.lower, upper: interval.upper })}
          </Text>
        )}
        {(counts.length > 0 || excluded) && (
          <Text size="xs" c="dimmed" mt={2} component="div">
            {counts.join(t('ui.listSeparator'))}
            {excluded ? (
              <>
                {counts.length > 0 && t('ui.listSeparator')}
                {excludedRows ? (
                  <RowsLink target={excludedRows} underline="always">
                    {t('ui.figure.excluded', { n: excluded })}
                  </RowsLink>
                ) : (
                  t('ui.figure.excluded', { n: excluded })
                )}
              </>
            ) : null}
          </Text>
        )}
        {value === null && rows && (
          // far enough from the link above for a finger
          <Text size="sm" component="div" mt={6} lh="24px">
            <RowsLink target={rows}>{t('ui.figure.rows')}</RowsLink>
          </Text>
        )}
        {note && (
          <Text size="sm" mt={4} component="div">
            {note}
          </Text>
        )}
      </div>
    </Paper>
  );
}
