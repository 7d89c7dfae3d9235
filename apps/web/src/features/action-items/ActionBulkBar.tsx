import { Button, Group, Text } from '@mantine/core';
import type { ActionItemChange, ActionItemRow } from '@tenken/shared/action-items.contract';
import { useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { KeyCaps } from '../../keys/KeyCaps.js';
import { useKeys } from '../../keys/useKeys.js';
import { announce } from '../../ui/announce.js';
import { CopyButton } from '../../ui/CopyButton.js';
import type { PersonOption } from '../../ui/PersonPicker.js';
import { DueModal } from './DueModal.js';
import { nudgeText } from './nudgeText.js';
import { OwnerModal } from './OwnerModal.js';
import { StatusModal } from './StatusModal.js';
import { useActionItemChanges } from './useActionItemChanges.js';

interface Props {
  items: readonly ActionItemRow[];
  people: readonly PersonOption[];
  today: string;
  /** Chosen by check boxes; else it is the row that the keys act on. */
  isSelection: boolean;
  onClear(): void;
}

/** What one does with the chosen items, or with the row at hand: `s` status, `a` owner, `d` due date. */
export function ActionBulkBar({ items, people, today, isSelection, onClear }: Props) {
  const t = useT();
  const change = useActionItemChanges();
  const [dialog, setDialog] = useState<'status' | 'owner' | 'due' | null>(null);
  const n = items.length;
  const close = () => setDialog(null);
  const apply = (set: ActionItemChange, message: string) =>
    change(
      items.map(({ id }) => ({ id, set })),
      message,
    );
  useKeys(t('actions.heading'), [
    { key: 's', label: t('actions.setStatus'), run: () => setDialog('status') },
    { key: 'a', label: t('actions.setOwner'), run: () => setDialog('owner') },
    { key: 'd', label: t('actions.setDue'), run: () => setDialog('due') },
  ]);
  const nudge = nudgeText(items, t, today);
  const first = items[0];
  return (
    <>
      <Group gap="xs">
        <Text size="sm" fw={700} role="status">
          {isSelection ? t('ui.table.selected', { n }) : (first?.title ?? '')}
        </Text>
        {(
          [
            ['status', 's', 'actions.setStatus'],
            ['owner', 'a', 'actions.setOwner'],
            ['due', 'd', 'actions.setDue'],
          ] as const
        ).map(([name, key, label]) => (
          <Button
            key={name}
            size="compact-sm"
            variant="default"
            rightSection={<KeyCaps combo={key} />}
            onClick={() => setDialog(name)}
          >
            {t(label)}
          </Button>
        ))}
        {nudge !== null && <CopyButton value={nudge} label={t('actions.nudge')} />}
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          onClick={() => void apply({ status: 'deleted' }, t('actions.did.deleted', { n }))}
        >
          {t('actions.delete')}
        </Button>
        {isSelection && (
          <Button size="compact-sm" variant="subtle" color="gray" onClick={onClear}>
            {t('ui.table.clear')}
          </Button>
        )}
      </Group>
      {dialog === 'status' && (
        <StatusModal
          count={n}
          onClose={close}
          onChoose={(status, reason) => {
            close();
            const message = t('actions.did.status', { n, status: t(`actions.status.${status}`) });
            void apply({ status, ...(reason ? { reason } : {}) }, message);
            announce(message);
          }}
        />
      )}
      {dialog === 'owner' && (
        <OwnerModal
          count={n}
          people={people}
          value={
            n === 1 && first ? { owner: first.owner, ownerId: first.ownerId } : { owner: null, ownerId: null }
          }
          onChoose={(owner) => apply(owner, t('actions.did.owner', { n }))}
          onClose={close}
        />
      )}
      {dialog === 'due' && (
        <DueModal
          count={n}
          today={today}
          value={n === 1 ? (first?.dueOn ?? null) : null}
          onChoose={(dueOn) => apply({ dueOn }, t('actions.did.due', { n }))}
          onClose={close}
        />
      )}
    </>
  );
}
