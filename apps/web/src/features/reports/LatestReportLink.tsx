import { Button } from '@mantine/core';
import { IconFileAnalytics } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useT } from '../../i18n/useT.js';
import { latestReportQuery } from './reports.queries.js';

/** To the report that was made last; nothing while there is none, or where it cannot be told. */
export function LatestReportLink() {
  const t = useT();
  const latest = useQuery(latestReportQuery).data;
  if (!latest) return null;
  return (
    <Button
      variant="default"
      leftSection={<IconFileAnalytics size={16} aria-hidden />}
      renderRoot={(props: object) => (
        <Link {...props} to="/reports/$id" params={{ id: latest.id }} search={{}} />
      )}
    >
      {t('reports.latest', { period: latest.period.name[t.language] })}
    </Button>
  );
}
