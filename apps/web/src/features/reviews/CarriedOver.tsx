import { Text } from '@mantine/core';
import { useT } from '../../i18n/useT.js';
import { RowsLink } from '../../ui/RowsLink.js';
import classes from './textLinks.module.css';

interface Props {
  services: readonly { serviceId: string; openDecisions: number; openGaps: number }[];
}

/** What earlier reviews of these services have left open: it is on the agenda by itself. */
export function CarriedOver({ services }: Props) {
  const t = useT();
  const decisions = services.reduce((sum, service) => sum + service.openDecisions, 0);
  const gaps = services.reduce((sum, service) => sum + service.openGaps, 0);
  if (decisions + gaps === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t('reviews.carried.none')}
      </Text>
    );
  }
  const service = services.map(({ serviceId }) => serviceId);
  return (
    <Text size="sm" className={classes.links}>
      {t.rich('reviews.carried', {
        decisions: (
          <RowsLink key="decisions" target={{ to: '/decisions', search: { status: 'open', service } }}>
            {t('reviews.carried.decisions', { n: decisions })}
          </RowsLink>
        ),
        gaps: (
          <RowsLink key="gaps" target={{ to: '/coverage', search: { service } }}>
            {t('reviews.carried.gaps', { n: gaps })}
          </RowsLink>
        ),
      })}
    </Text>
  );
}
