import { Button, Group, Text } from '@mantine/core';
import {
  type ActionItemChange,
  ActionItemPriority,
  type ActionItemRow,
} from '@tenken/shared/action-items.contract';
import { useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { KeyCaps } from '../../keys/KeyCaps.js';
import { useKeys } from '../../keys/useKeys.js';
import { announce } from '../../ui/announce.js';
import type { PersonOption } from '../../ui/PersonPicker.js';
import { BulkPreviewModal } from './BulkPreviewModal.js';
import { ChoiceModal } from './ChoiceModal.js';
import { DueModal } from './DueModal.js';
import { OwnerModal } from './OwnerModal.js';
import { type ChangePreview, PREVIEW_ABOVE, previewChange } from './previewChange.js';
import { StatusModal } from './StatusModal.js';
import { useActionItemChanges } from './useActionItemChanges.js';

export interface TeamOption {
  id: string;
  name: string;
}

interface Props {
  items: readonly ActionItemRow[];
  people: readonly PersonOption[];
  teams: readonly TeamOption[];
  today: string;
  /** Chosen by check boxes; else it is the row that the keys act on. */
  isSelection: boolean;
  onClear(): void;
}

/** What is to be confirmed first, because it changes many. */
interface Waiting {
  preview: ChangePreview;
  set: ActionItemChange;
  message: string;
}

const BUTTONS = [
  ['status', 's', 'actions.setStatus'],
  ['owner', 'a', 'actions.setOwner'],
  ['due', 'd', 'actions.setDue'],
  ['priority', 'p', 'actions.setPriority'],
  ['team', 'e', 'actions.setTeam'],
] as const;

/** What one does with the chosen items, or with the row at hand, each by a key too. */
export function ActionBulkBar({ items, people, teams, today, isSelection, onClear }: Props) {
  const t = useT();
  const change = useActionItemChanges();
  const [dialog, setDialog] = useState<(typeof BUTTONS)[number][0] | null>(null);
  const [waiting, setWaiting] = useState<Waiting | null>(null);
  const n = items.length;
  const first = items[0];
  const close = () => setDialog(null);
  const send = (set: ActionItemChange, message: string) =>
    change(
      items.map(({ id }) => ({ id, set })),
      message,
    );
  const apply = async (set: ActionItemChange, message: string) => {
    const preview =
      n > PREVIEW_ABOVE
        ? previewChange(items, set, (id) => teams.find((team) => team.id === id)?.name ?? id)
        : null;
    if (preview === null) return send(set, message);
    close();
    setWaiting({ preview, set, message });
  };
  useKeys(
    t('actions.heading'),
    BUTTONS.map(([name, key, label]) => ({ key, label: t(label), run: () => setDialog(name) })),
  );
  return (
    <>
      <Group gap="xs">
        <Text size="sm" fw={700} role="status">
          {isSelection ? t('ui.table.selected', { n }) : (first?.title ?? '')}
        </Text>
        {BUTTONS.map(([name, key, label]) => (
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
      {dialog === 'priority' && (
        <ChoiceModal
          title={t('actions.setPriorityOf', { n })}
          label={t('actions.priority')}
          options={ActionItemPriority.options.map((value) => ({
            value,
            label: t(`actions.priority.${value}`),
          }))}
          value={n === 1 ? (first?.priority ?? null) : null}
          onChoose={(value) =>
            apply({ priority: ActionItemPriority.nullable().parse(value) }, t('actions.did.priority', { n }))
          }
          onClose={close}
        />
      )}
      {dialog === 'team' && (
        <ChoiceModal
          title={t('actions.setTeamOf', { n })}
          label={t('actions.team')}
          options={teams.map(({ id, name }) => ({ value: id, label: name }))}
          value={n === 1 ? (first?.team?.id ?? null) : null}
          onChoose={(teamId) => apply({ teamId }, t('actions.did.team', { n }))}
          onClose={close}
        />
      )}
      {waiting && (
        <BulkPreviewModal
          preview={waiting.preview}
          onConfirm={() => send(waiting.set, waiting.message)}
          onClose={() => setWaiting(null)}
        />
      )}
    </>
  );
}
