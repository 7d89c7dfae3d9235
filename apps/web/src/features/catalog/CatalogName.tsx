import { Badge, Group } from '@mantine/core';
import { useT } from '../../i18n/useT.js';

interface Props {
  entry: { name: string; archivedAt: string | null; isSample: boolean };
}

/** The name of a team or service, and whether it is archived or of the sample company. */
export function CatalogName({ entry }: Props) {
  const t = useT();
  return (
    <Group gap={6} miw={110}>
      <span>{entry.name}</span>
      {entry.archivedAt !== null && (
        <Badge variant="outline" color="gray">
          {t('catalog.archived')}
        </Badge>
      )}
      {entry.isSample && (
        <Badge variant="light" color="gray">
          {t('catalog.sample')}
        </Badge>
      )}
    </Group>
  );
}
