import { Alert, Anchor, Badge, Button, Group, Menu, Stack, Text } from '@mantine/core';
import { IconCheck, IconDots, IconPencil } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { IncidentResponse } from '@tenken/shared/incident-details.contract';
import { useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { useKeys } from '../../keys/useKeys.js';
import { useNow } from '../../time/NowProvider.js';
import { PageHeader } from '../../ui/PageHeader.js';
import { SeverityBadge } from '../../ui/SeverityBadge.js';
import { ChangeSeverityModal } from './ChangeSeverityModal.js';
import { DuplicateModal } from './DuplicateModal.js';
import { incidentChanges } from './incidents.queries.js';
import { incidentWord } from './incidentWord.js';
import { useIncidentChange } from './useIncidentChange.js';

interface Props {
  incident: IncidentResponse;
  mayWrite: boolean;
  onEdit(): void;
}

/** Title, state and severity, and what one does with an incident as a whole. */
export function IncidentHeader({ incident, mayWrite, onEdit }: Props) {
  const t = useT();
  const now = useNow();
  const { changeQuietly } = useIncidentChange();
  const [dialog, setDialog] = useState<'severity' | 'duplicate' | null>(null);
  const { id } = incident;
  const isOpen = incident.status === 'open';
  const resolve = () =>
    changeQuietly({
      message: t('incidents.did.resolved'),
      run: () => incidentChanges.putInstant(id, 'resolvedAt', now.toISOString()),
      undo: () => incidentChanges.retractInstant(id, 'resolvedAt'),
    });
  const reopen = () =>
    changeQuietly({
      message: t('incidents.did.reopened'),
      run: () => incidentChanges.reopen(id),
      undo: () => incidentChanges.retractInstant(id, 'resolvedAt'),
    });
  const remove = () =>
    changeQuietly({
      message: t('incidents.did.removed'),
      run: () => incidentChanges.remove(id),
      undo: () => incidentChanges.restore(id),
    });
  const restore = () =>
    changeQuietly({ message: t('incidents.did.restored'), run: () => incidentChanges.restore(id) });
  useKeys(t('incidents.page'), [
    { key: 'e', label: t('incidents.edit'), when: mayWrite && !incident.deleted, run: onEdit },
    {
      key: 's',
      label: t('incidents.severity.change'),
      when: mayWrite && !incident.deleted,
      run: () => setDialog('severity'),
    },
  ]);
  return (
    <>
      <PageHeader
        title={incident.title}
        question={
          <Group gap="sm">
            <SeverityBadge severity={incident.severity} />
            <Badge tt="none" variant="light" color={isOpen ? 'orange' : 'gray'}>
              {incidentWord(t, 'status', incident.status)}
            </Badge>
            {incident.kind !== 'incident' && (
              <Badge tt="none" variant="outline" color="gray">
                {incidentWord(t, 'kind', incident.kind)}
              </Badge>
            )}
            {incident.reopenedCount > 0 && (
              <Text size="sm">{t('incidents.reopened', { n: incident.reopenedCount })}</Text>
            )}
            {incident.isSample && (
              <Badge tt="none" variant="outline" color="gray">
                {t('incidents.cell.sample')}
              </Badge>
            )}
            <Text size="sm" c="dimmed" component="span">
              {incident.externalId ? `${incident.source} · ${incident.externalId}` : `#${incident.id}`}
            </Text>
            {incident.url && (
              <Anchor size="sm" href={incident.url} target="_blank" rel="noopener nofollow">
                {t('incidents.original')}
              </Anchor>
            )}
          </Group>
        }
        actions={
          mayWrite &&
          !incident.deleted && (
            <>
              {isOpen ? (
                <Button leftSection={<IconCheck size={16} aria-hidden />} onClick={resolve}>
                  {t('incidents.resolve')}
                </Button>
              ) : (
                <Button variant="default" onClick={reopen}>
                  {t('incidents.reopen')}
                </Button>
              )}
              <Button variant="default" leftSection={<IconPencil size={16} aria-hidden />} onClick={onEdit}>
                {t('incidents.edit')}
              </Button>
              <Menu position="bottom-end" withInitialFocusPlaceholder={false}>
                <Menu.Target>
                  <Button variant="default" px="xs" aria-label={t('incidents.more.actions')}>
                    <IconDots size={16} aria-hidden />
                  </Button>
                </Menu.Target>
                <Menu.Dropdown>
                  <Menu.Item onClick={() => setDialog('severity')}>
                    {t('incidents.severity.change')}
                  </Menu.Item>
                  {incident.duplicateOf === null ? (
                    <Menu.Item onClick={() => setDialog('duplicate')}>
                      {t('incidents.duplicate.mark')}
                    </Menu.Item>
                  ) : (
                    <Menu.Item onClick={() => unmark(incident.duplicateOf?.id ?? null)}>
                      {t('incidents.duplicate.unmark')}
                    </Menu.Item>
                  )}
                  <Menu.Item onClick={remove}>{t('incidents.remove')}</Menu.Item>
                </Menu.Dropdown>
              </Menu>
            </>
          )
        }
      />
      <Stack gap="xs" mb={incident.deleted || incident.duplicateOf ? 'md' : 0}>
        {incident.deleted && (
          <Alert color="gray" title={t('incidents.removed')}>
            {mayWrite && (
              <Button size="xs" variant="default" onClick={restore}>
                {t('incidents.restore')}
              </Button>
            )}
          </Alert>
        )}
        {incident.duplicateOf && (
          <Alert color="gray">
            {t.rich('incidents.duplicate.of', {
              incident: (
                <Anchor
                  inherit
                  renderRoot={(props: object) => (
                    <Link {...props} to="/incidents/$id" params={{ id: incident.duplicateOf?.id ?? '' }} />
                  )}
                >
                  {incident.duplicateOf.title}
                </Anchor>
              ),
            })}
          </Alert>
        )}
      </Stack>
      <ChangeSeverityModal
        incident={incident}
        opened={dialog === 'severity'}
        onClose={() => setDialog(null)}
      />
      <DuplicateModal incident={incident} opened={dialog === 'duplicate'} onClose={() => setDialog(null)} />
    </>
  );

  function unmark(previous: string | null): void {
    changeQuietly({
      message: t('incidents.did.unmarked'),
      run: () => incidentChanges.markDuplicate(id, null),
      undo: () => incidentChanges.markDuplicate(id, previous),
    });
  }
}
