import { Group, Text } from '@mantine/core';
import type { HomePostmortems } from '@tenken/shared/home.contract';
import { useT } from '../../i18n/useT.js';
import { formatDay } from '../../time/formatInstant.js';
import { dayOf } from '../../time/isoDay.js';
import { RowsLink } from '../../ui/RowsLink.js';
import { SeverityBadge } from '../../ui/SeverityBadge.js';
import { useReadersTimeZone } from '../../url/useScope.js';
import classes from './Home.module.css';
import { HomeBlock } from './HomeBlock.js';
import { HomeFigures } from './HomeFigures.js';
import { homeTargets } from './homeTargets.js';

interface Props {
  data: HomePostmortems | null;
  onRetry(): void;
}

/** Postmortems that nobody has reviewed might as well not exist: those that wait, the oldest first. */
export function PostmortemsBlock({ data, onRetry }: Props) {
  const t = useT();
  const timeZone = useReadersTimeZone();
  return (
    <HomeBlock
      number={2}
      title={t('home.postmortems')}
      data={data}
      onRetry={onRetry}
      isEmpty={(block) => block.unreviewed + block.missing === 0}
      empty={t('home.postmortems.none')}
    >
      {(block) => (
        <>
          <HomeFigures
            figures={[
              {
                label: t('home.postmortems.unreviewed'),
                value: block.unreviewed,
                target: homeTargets.unreviewed(),
              },
              {
                label: t('home.postmortems.missing'),
                value: block.missing,
                target: homeTargets.missing(),
              },
            ]}
          />
          <ul className={classes.rows}>
            {block.items.map((item) => (
              <li key={item.incidentId} className={classes.row}>
                <div>
                  <Group gap={6} wrap="nowrap" align="start">
                    <SeverityBadge severity={item.severity} compact />
                    <RowsLink target={homeTargets.incident(item.incidentId)}>{item.title}</RowsLink>
                  </Group>
                  <Text size="xs" c="dimmed">
                    {t(`home.postmortems.status.${item.status ?? 'none'}`)}
                    {t('ui.listSeparator')}
                    {item.owner ?? t('home.noOwner')}
                  </Text>
                </div>
                <div className={classes.aside}>
                  {t('home.postmortems.age', { n: item.ageDays })}
                  <br />
                  {formatDay(dayOf(item.resolvedAt, timeZone), t.language, { weekday: true })}
                </div>
              </li>
            ))}
          </ul>
        </>
      )}
    </HomeBlock>
  );
}
