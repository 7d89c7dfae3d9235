import { Button, Group, Text } from '@mantine/core';
import type { GapAgendaItem, IncidentAgendaItem } from '@tenken/shared/review-agenda.contract';
import type { Translator } from '../../i18n/createTranslator.js';
import { formatDuration } from '../../time/formatDuration.js';
import { formatDay, formatInstant } from '../../time/formatInstant.js';
import type { DataColumn } from '../../ui/DataTable.js';
import { RowsLink } from '../../ui/RowsLink.js';
import { SeverityBadge } from '../../ui/SeverityBadge.js';
import classes from './cellWidths.module.css';
import { DetectionBadge } from './DetectionBadge.js';
import { ReviewedMark } from './ReviewedMark.js';

interface IncidentOptions {
  mayWrite: boolean;
  timeZone: string;
  onGap(item: IncidentAgendaItem): void;
  onToggle(item: IncidentAgendaItem, name: string): void;
}

/** Columns of the incidents of a review: what happened, how it came to light, which alert was first. */
export function incidentColumnsOf(
  t: Translator,
  { mayWrite, timeZone, onGap, onToggle }: IncidentOptions,
): DataColumn<IncidentAgendaItem>[] {
  return [
    {
      key: 'incident',
      header: t('reviews.incident'),
      rowHeader: true,
      cell: ({ evidence }) => (
        <div className={classes.text}>
          <Group gap={8} wrap="nowrap">
            <SeverityBadge severity={evidence.severity} />
            <RowsLink target={{ to: '/incidents/$id', params: { id: evidence.incidentId } }}>
              {evidence.title}
            </RowsLink>
          </Group>
          <Text size="sm" c="dimmed">
            {formatInstant(evidence.startedAt ?? evidence.detectedAt, {
              language: t.language,
              timeZone: timeZone,
            })}
          </Text>
        </div>
      ),
    },
    {
      key: 'detection',
      header: t('reviews.incident.detection'),
      cell: ({ evidence }) => (
        <div className={classes.name}>
          <DetectionBadge detection={evidence.detection} />
          <Text size="sm" c="dimmed">
            {t('reviews.incident.toldBy', {
              source: t(`reviews.source.${sourceKey(evidence.detectionSource)}`),
            })}
          </Text>
        </div>
      ),
    },
    {
      key: 'alert',
      header: t('reviews.incident.first'),
      cell: ({ evidence: { firstAlert: first } }) =>
        first === null ? (
          <Text size="sm">{t('reviews.incident.noAlert')}</Text>
        ) : (
          <>
            <RowsLink target={{ to: '/rules/$id', params: { id: first.alertRuleId } }}>
              {first.ruleName}
            </RowsLink>
            <Text size="sm" c="dimmed">
              {first.lagSeconds !== null &&
                t('reviews.incident.lag', { duration: formatDuration(first.lagSeconds, t.language) })}
              {first.status === 'suggested' && ` ${t('reviews.incident.suggested')}`}
            </Text>
          </>
        ),
    },
    {
      key: 'state',
      header: t('reviews.state'),
      cell: (item) => (
        <Group gap={8} wrap="nowrap">
          {mayWrite && (
            <Button size="compact-sm" variant="default" onClick={() => onGap(item)}>
              {t('reviews.gap.create')}
            </Button>
          )}
          <ReviewedMark
            item={item}
            mayWrite={mayWrite}
            onToggle={() => onToggle(item, item.evidence.title)}
          />
        </Group>
      ),
    },
  ];
}

interface GapOptions {
  mayWrite: boolean;
  onToggle(item: GapAgendaItem, name: string): void;
}

/** Columns of the coverage gaps that are still open. */
export function gapColumnsOf(t: Translator, { mayWrite, onToggle }: GapOptions): DataColumn<GapAgendaItem>[] {
  return [
    {
      key: 'gap',
      header: t('reviews.gap'),
      rowHeader: true,
      cell: ({ evidence }) => (
        <div className={classes.name}>
          {evidence.serviceName}
          {t('ui.listSeparator')}
          {t.optional(`reviews.signal.${evidence.signal}`) ?? evidence.signal}
          {evidence.expected !== '' && <Text size="sm">{evidence.expected}</Text>}
        </div>
      ),
    },
    {
      key: 'owner',
      header: t('reviews.field.owner'),
      cell: ({ evidence }) => evidence.owner ?? t('reviews.unowned'),
    },
    {
      key: 'due',
      header: t('reviews.field.due'),
      cell: ({ evidence }) => formatDay(evidence.dueOn, t.language),
    },
    {
      key: 'state',
      header: t('reviews.state'),
      cell: (item) => (
        <ReviewedMark
          item={item}
          mayWrite={mayWrite}
          onToggle={() => onToggle(item, item.evidence.serviceName)}
        />
      ),
    },
  ];
}

const SOURCES = ['alert', 'customer', 'colleague', 'partner', 'chance'] as const;

function sourceKey(source: string) {
  return SOURCES.find((known) => known === source) ?? 'unknown';
}
