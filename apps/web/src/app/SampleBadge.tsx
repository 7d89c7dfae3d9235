import { Badge } from '@mantine/core';
import { IconTestPipe } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { sampleDataQuery } from '../api/sampleData.js';
import { useSignedInUser } from '../api/session.js';
import { useT } from '../i18n/useT.js';
import classes from './AppLayout.module.css';

/** Says on every page that sample data is part of what it shows; nothing when there is none. */
export function SampleBadge() {
  const t = useT();
  const user = useSignedInUser();
  const sample = useQuery({ ...sampleDataQuery, enabled: user !== null });
  if (!sample.data?.present) return null;
  return (
    <Badge
      variant="light"
      color="orange"
      tt="none"
      miw="max-content"
      leftSection={<IconTestPipe size={14} aria-hidden />}
      title={t('app.sample.hint')}
    >
      <span className={classes.sample}>{t('app.sample')}</span>
    </Badge>
  );
}
