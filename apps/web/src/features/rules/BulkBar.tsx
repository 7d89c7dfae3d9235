import { Button, Group, Paper, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { AlertRuleMetricsRow } from '@tenken/shared/alert-rules.contract';
import { useState } from 'react';
import { useMay } from '../../api/session.js';
import { useT } from '../../i18n/useT.js';
import { useKeys } from '../../keys/useKeys.js';
import { lazyDialog } from '../../ui/lazyDialog.js';
import type { BulkEditProps, BulkField } from './BulkEditDialog.js';

const BulkEditDialog = lazyDialog<BulkEditProps>(() =>
  import('./BulkEditDialog.js').then((module) => module.BulkEditDialog),
);

/** The server tries at most so many rules at once. */
const MOST_TRIED = 200;
const FIELDS: readonly BulkField[] = ['owner', 'severity', 'serviceId', 'runbookUrl'];

interface Props {
  /** the chosen rules that are loaded */
  chosen: readonly AlertRuleMetricsRow[];
  services: readonly { id: string; name: string }[];
  /** there are more rules than are loaded, and all of these are chosen */
  onSelectAll?: (() => void) | undefined;
  onClear(): void;
}

/** What can be done with the chosen rules: owner, severity, service, runbook, and a trial on their history. */
export function BulkBar({ chosen, services, onSelectAll, onClear }: Props) {
  const t = useT();
  const mayWrite = useMay('write');
  const [field, setField] = useState<BulkField | null>(null);
  const ids = chosen.map((rule) => rule.id);
  useKeys(
    t('rules.bulk'),
    [{ key: 'e', label: t('rules.bulk.owner'), run: () => setField('owner'), when: mayWrite }],
    { enabled: chosen.length > 0 && field === null },
  );
  return (
    <>
      {chosen.length > 0 && (
        <Paper
          withBorder
          p="xs"
          component="section"
          aria-label={t('rules.bulk')}
          data-print="hidden"
          style={{ position: 'sticky', bottom: 0, zIndex: 3 }}
        >
          <Group gap="xs">
            <Text size="sm" fw={700} role="status">
              {t('rules.bulk.selected', { n: chosen.length })}
            </Text>
            {mayWrite &&
              FIELDS.map((name) => (
                <Button key={name} size="compact-sm" variant="default" onClick={() => setField(name)}>
                  {t(`rules.bulk.${name}`)}
                </Button>
              ))}
            {ids.length <= MOST_TRIED && (
              <Button
                size="compact-sm"
                variant="default"
                renderRoot={(props: object) => (
                  <Link {...props} to="/what-if" search={{ rules: ids.join(',') }} />
                )}
              >
                {t('rules.bulk.whatIf')}
              </Button>
            )}
            {onSelectAll && (
              <Button size="compact-sm" variant="subtle" onClick={onSelectAll}>
                {t('rules.bulk.all')}
              </Button>
            )}
            <Button size="compact-sm" variant="subtle" color="gray" onClick={onClear}>
              {t('rules.bulk.clear')}
            </Button>
          </Group>
        </Paper>
      )}
      <BulkEditDialog
        opened={field !== null}
        field={field ?? 'owner'}
        rules={chosen}
        services={services}
        onClose={() => setField(null)}
      />
    </>
  );
}
