import { Anchor, Drawer, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { EpisodeResponse } from '@tenken/shared/episodes.contract';
import { useT } from '../../i18n/useT.js';
import { formatDuration } from '../../time/formatDuration.js';
import { formatInstant } from '../../time/formatInstant.js';
import { DataState } from '../../ui/DataState.js';
import { SeverityBadge } from '../../ui/SeverityBadge.js';
import { VerdictBadge } from '../../ui/VerdictBadge.js';
import { EpisodeHistory } from './EpisodeHistory.js';
import classes from './EpisodePeek.module.css';
import { episodeQuery } from './episodes.queries.js';

interface Props {
  /** null = closed */
  id: string | null;
  timeZone: string;
  onClose(): void;
}

/** Everything about one alert, beside the list. */
export function EpisodePeek({ id, timeZone, onClose }: Props) {
  const t = useT();
  return (
    <Drawer
      opened={id !== null}
      onClose={onClose}
      position="right"
      size="md"
      title={t('episodes.peek')}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      {id !== null && <Loaded id={id} timeZone={timeZone} />}
    </Drawer>
  );
}

function Loaded({ id, timeZone }: { id: string; timeZone: string }) {
  const query = useQuery(episodeQuery(id));
  return (
    <DataState query={query} skeleton="text">
      {(episode) => <Details episode={episode} timeZone={timeZone} />}
    </DataState>
  );
}

function Details({ episode, timeZone }: { episode: EpisodeResponse; timeZone: string }) {
  const t = useT();
  const instant = (at: string | null) => formatInstant(at, { language: t.language, timeZone, seconds: true });
  const ended =
    episode.endsAt === null
      ? t('episodes.open')
      : `${instant(episode.endsAt)} (${[
          formatDuration(episode.durationSeconds, t.language),
          episode.endReason && t(`episodes.peek.endReason.${episode.endReason}`),
        ]
          .filter(Boolean)
          .join(t('ui.listSeparator'))})`;
  const acknowledged =
    episode.acknowledgedAt !== null && episode.acknowledgedBy
      ? t('episodes.peek.by', { at: instant(episode.acknowledgedAt), name: episode.acknowledgedBy })
      : instant(episode.acknowledgedAt);
  // Under a second it says nothing; before the start, the sender's clock is ahead of ours.
  const received =
    Math.abs(episode.skewSeconds) < 1
      ? instant(episode.receivedAt)
      : t(episode.skewSeconds < 0 ? 'episodes.peek.receivedBefore' : 'episodes.peek.receivedAfter', {
          at: instant(episode.receivedAt),
          duration: formatDuration(Math.abs(episode.skewSeconds), t.language),
        });
  const facts: [string, string][] = [
    [t('episodes.peek.startsAt'), instant(episode.startsAt)],
    [t('episodes.peek.notifiedAt'), instant(episode.notifiedAt)],
    [t('episodes.peek.acknowledgedAt'), acknowledged],
    [t('episodes.peek.suppressedAt'), instant(episode.suppressedAt)],
    [t('episodes.peek.endsAt'), ended],
    [t('episodes.peek.receivedAt'), received],
    [t('episodes.peek.service'), episode.serviceName ?? '—'],
    [t('episodes.peek.source'), episode.sourceName],
    [t('episodes.peek.fingerprint'), episode.fingerprint],
  ];
  return (
    <Stack gap="sm">
      <div>
        <Title order={3} size="h4" style={{ overflowWrap: 'anywhere' }}>
          {episode.ruleName}
        </Title>
        {episode.summary && <Text size="sm">{episode.summary}</Text>}
      </div>
      <Group gap="md">
        <SeverityBadge severity={episode.severity} />
        <VerdictBadge verdict={episode.verdict} />
      </Group>
      <dl className={classes.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <EpisodeHistory id={episode.id} timeZone={timeZone} />
      <Pairs title={t('episodes.peek.labels')} pairs={episode.labels} />
      <Pairs title={t('episodes.peek.annotations')} pairs={episode.annotations} />
      {episode.incidents.map((incident) => (
        <Anchor
          key={incident.incidentId}
          renderRoot={(props: object) => (
            <Link {...props} to="/incidents/$id" params={{ id: incident.incidentId }} />
          )}
        >
          {incident.title} ({t(`episodes.incident.${incident.status}`)})
        </Anchor>
      ))}
      <Group gap="md">
        <Anchor
          renderRoot={(props: object) => (
            <Link {...props} to="/rules/$id" params={{ id: episode.alertRuleId }} />
          )}
        >
          {t('episodes.peek.rule')}
        </Anchor>
        {episode.generatorUrl && /^https?:/i.test(episode.generatorUrl) && (
          <Anchor href={episode.generatorUrl} target="_blank" rel="noopener nofollow">
            {t('episodes.peek.generator')}
          </Anchor>
        )}
      </Group>
    </Stack>
  );
}

function Pairs({ title, pairs }: { title: string; pairs: Record<string, string> }) {
  const t = useT();
  const entries = Object.entries(pairs);
  return (
    <section aria-label={title}>
      <Text size="sm" fw={700}>
        {title}
      </Text>
      {entries.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('episodes.peek.none')}
        </Text>
      ) : (
        <dl className={classes.pairs} dir="ltr">
          {entries.map(([key, value]) => (
            <div key={key}>
              <dt>{key}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
