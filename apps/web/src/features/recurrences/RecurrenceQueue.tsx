import { Button, Group, Text } from '@mantine/core';
import type { RecurrenceRow } from '@tenken/shared/recurrences.contract';
import { useEffect, useRef } from 'react';
import { useT } from '../../i18n/useT.js';
import { formatInstant } from '../../time/formatInstant.js';
import { SeverityBadge } from '../../ui/SeverityBadge.js';
import { pairKey } from './pairKey.js';
import classes from './RecurrenceQueue.module.css';
import { reasonText } from './reasonText.js';

interface Props {
  rows: readonly RecurrenceRow[];
  activeKey: string | null;
  timeZone: string;
  hasMore: boolean;
  isLoadingMore: boolean;
  onActivate(key: string): void;
  onMore(): void;
}

/** The pairs of the list, one of them shown beside it. */
export function RecurrenceQueue(props: Props) {
  const { rows, activeKey, timeZone, hasMore, isLoadingMore, onActivate, onMore } = props;
  const t = useT();
  const list = useRef<HTMLOListElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever becomes active comes into view
  useEffect(() => {
    list.current?.querySelector('[aria-current="true"]')?.scrollIntoView?.({ block: 'nearest' });
  }, [activeKey]);
  return (
    <nav aria-label={t('recurrences.queue')} className={classes.queue}>
      <ol className={classes.list} ref={list}>
        {rows.map((row) => (
          <li key={row.id}>
            <button
              type="button"
              className={classes.row}
              aria-current={pairKey(row) === activeKey}
              onClick={() => onActivate(pairKey(row))}
            >
              <Group gap={6} wrap="nowrap" align="start" component="span">
                <SeverityBadge severity={row.incident.severity} compact />
                <Text component="span" size="sm" fw={600} lineClamp={2}>
                  {row.incident.title}
                </Text>
              </Group>
              <Text component="span" size="xs" className={classes.earlier} lineClamp={1}>
                {t('recurrences.queue.repeats', { title: row.earlier.title })}
              </Text>
              <Text component="span" size="xs" c="dimmed">
                {[
                  formatInstant(row.incident.beganAt, { language: t.language, timeZone, hideZone: true }),
                  row.daysAfter === null
                    ? null
                    : t('recurrences.queue.after', { n: Math.round(row.daysAfter) }),
                ]
                  .filter((part) => part !== null)
                  .join(t('ui.listSeparator'))}
              </Text>
              <Text component="span" size="xs" c="dimmed" lineClamp={1}>
                {row.reasons.map((reason) => reasonText(reason, t)).join(t('ui.listSeparator'))}
              </Text>
              {row.fixes.open + row.fixes.declined > 0 && row.status === 'confirmed' && (
                <Text component="span" size="xs" className={classes.open}>
                  {t('recurrences.fixCounts', row.fixes)}
                </Text>
              )}
            </button>
          </li>
        ))}
      </ol>
      {hasMore && (
        <Button variant="subtle" size="compact-sm" fullWidth loading={isLoadingMore} onClick={onMore}>
          {t('recurrences.queue.more')}
        </Button>
      )}
    </nav>
  );
}
