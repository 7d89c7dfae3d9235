import { Button, Group } from '@mantine/core';
import { ActionItemGroup, type ActionItemSummaryResponse } from '@tenken/shared/action-items.contract';
import { useT } from '../../i18n/useT.js';
import { DefinitionButton } from '../../ui/DefinitionButton.js';

interface Props {
  summary: ActionItemSummaryResponse | undefined;
  value: readonly string[];
  onChange(groups: string[]): void;
}

/** How many are where: three outcomes side by side, and what is open by its day. Each number opens its rows. */
export function ActionGroups({ summary, value, onChange }: Props) {
  const t = useT();
  return (
    <Group gap="xs" role="group" aria-label={t('actions.filter.group')}>
      {ActionItemGroup.options
        .filter((group) => group !== 'deleted')
        .map((group) => {
          const isOn = value.includes(group);
          const count = summary?.groups[group];
          return (
            <Button
              key={group}
              size="xs"
              variant={isOn ? 'light' : 'default'}
              color={group === 'overdue' && (count ?? 0) > 0 ? 'red' : undefined}
              aria-pressed={isOn}
              onClick={() => onChange(isOn ? value.filter((g) => g !== group) : [...value, group])}
            >
              {t(`actions.group.${group}`)} {count ?? '…'}
            </Button>
          );
        })}
      <DefinitionButton definitionKey="completion_rate" />
    </Group>
  );
}
