import { Badge, Text } from '@mantine/core';
import type { HomeSources } from '@tenken/shared/home.contract';
import { useT } from '../../i18n/useT.js';
import { formatDuration } from '../../time/formatDuration.js';
import { useNow } from '../../time/NowProvider.js';
import { RowsLink } from '../../ui/RowsLink.js';
import classes from './Home.module.css';
import { HomeBlock } from './HomeBlock.js';
import { homeTargets } from './homeTargets.js';
import { sourceFreshness } from './sourceFreshness.js';

interface Props {
  data: HomeSources | null;
  onRetry(): void;
}

const COLOURS = { fresh: 'teal', quiet: 'gray', stale: 'orange', never: 'gray' } as const;

/** When each source has sent something last, and what of it could not be read. */
export function SourcesBlock({ data, onRetry }: Props) {
  const t = useT();
  const now = useNow();
  return (
    <HomeBlock
      number={5}
      title={t('home.sources')}
      all={homeTargets.sources()}
      data={data}
      onRetry={onRetry}
      isEmpty={(block) => block.items.length === 0}
      empty={t.rich('home.sources.none', {
        link: (parts) => <RowsLink target={homeTargets.sources()}>{parts}</RowsLink>,
      })}
    >
      {(block) => (
        <ul className={classes.rows}>
          {block.items.map((source) => {
            const freshness = sourceFreshness(source.lastDeliveryAt, now);
            return (
              <li key={source.id} className={classes.row}>
                <div>
                  {source.name}{' '}
                  <Badge variant="outline" color={COLOURS[freshness]}>
                    {t(`home.sources.${freshness}`)}
                  </Badge>
                  {source.isSample && (
                    <Badge variant="light" color="gray" ml={6}>
                      {t('home.sample')}
                    </Badge>
                  )}
                  {source.quarantined + source.pending > 0 && (
                    <Text size="xs" component="div">
                      {source.quarantined > 0 && (
                        <RowsLink target={homeTargets.quarantined(source.id)}>
                          {t('home.sources.quarantined', { n: source.quarantined })}
                        </RowsLink>
                      )}
                      {source.quarantined > 0 && source.pending > 0 && t('ui.listSeparator')}
                      {source.pending > 0 && (
                        <RowsLink target={homeTargets.pending(source.id)}>
                          {t('home.sources.pending', { n: source.pending })}
                        </RowsLink>
                      )}
                    </Text>
                  )}
                </div>
                <div className={classes.aside}>{ago(source.lastDeliveryAt)}</div>
              </li>
            );
          })}
        </ul>
      )}
    </HomeBlock>
  );

  function ago(at: string | null): string {
    if (at === null) return t('home.sources.nothing');
    const seconds = Math.max(0, (now.getTime() - new Date(at).getTime()) / 1000);
    return seconds < 60
      ? t('home.sources.justNow')
      : t('home.sources.ago', { time: formatDuration(seconds, t.language) });
  }
}
