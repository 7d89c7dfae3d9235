import { Button, Group } from '@mantine/core';
import { useT } from '../../i18n/useT.js';

interface Props {
  entry: { name: string; archivedAt: string | null };
  onEdit(): void;
  onSetArchived(archived: boolean): void;
}

/** What can be done with a team or service: change it, archive it or bring it back. */
export function CatalogRowButtons({ entry: { name, archivedAt }, onEdit, onSetArchived }: Props) {
  const t = useT();
  const isArchived = archivedAt !== null;
  return (
    <Group gap={6} wrap="nowrap" justify="end">
      <Button size="compact-sm" variant="default" aria-label={t('catalog.editOf', { name })} onClick={onEdit}>
        {t('catalog.edit')}
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        aria-label={t(isArchived ? 'catalog.restoreOf' : 'catalog.archiveOf', { name })}
        onClick={() => onSetArchived(!isArchived)}
      >
        {t(isArchived ? 'catalog.restore' : 'catalog.archive')}
      </Button>
    </Group>
  );
}
