import { List, Text } from '@mantine/core';
import type { DefinitionChange } from '@tenken/shared/definition-changes.contract';
import { useT } from '../../i18n/useT.js';
import { formatInstant } from '../../time/formatInstant.js';
import { definitionTitle, describeChange } from './describeChange.js';

interface Props {
  changes: readonly DefinitionChange[];
  timeZone: string;
  /** say which figures each one moves */
  withMetrics?: boolean;
}

/** What changed the meaning of figures, oldest first. */
export function DefinitionChangeList({ changes, timeZone, withMetrics = false }: Props) {
  const t = useT();
  return (
    <List size="sm" spacing={4}>
      {changes.map((change) => (
        <List.Item key={`${change.at} ${change.key}`}>
          {formatInstant(change.at, { language: t.language, timeZone })} — {describeChange(t, change)}
          {change.by !== null && (
            <Text span inherit c="dimmed">
              {t('ui.listSeparator')}
              {t('durations.changes.by', { name: change.by })}
            </Text>
          )}
          {withMetrics && change.metrics.length > 0 && (
            <Text size="xs" c="dimmed">
              {t('durations.changes.moves', {
                metrics: change.metrics.map((key) => definitionTitle(t, key)).join(t('ui.listSeparator')),
              })}
            </Text>
          )}
        </List.Item>
      ))}
    </List>
  );
}
