import { Anchor, Group, Text } from '@mantine/core';
import { IconEqual } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { RecurrencePairIncident, RecurrencePairResponse } from '@tenken/shared/recurrences.contract';
import type { ReactNode } from 'react';
import type { Translator } from '../../i18n/createTranslator.js';
import { useT } from '../../i18n/useT.js';
import { formatDuration } from '../../time/formatDuration.js';
import { formatInstant } from '../../time/formatInstant.js';
import { SeverityBadge } from '../../ui/SeverityBadge.js';
import { AlikeText } from './AlikeText.js';
import classes from './PairView.module.css';

interface Field {
  key: string;
  label: string;
  earlier: ReactNode;
  later: ReactNode;
  same: boolean;
}

/** Both incidents field by field, the earlier one on the left as time runs; what is alike is marked. */
export function PairFields({ pair, timeZone }: { pair: RecurrencePairResponse; timeZone: string }) {
  const t = useT();
  const { incident: later, earlier } = pair;
  return (
    <table className={classes.table} aria-label={t('recurrences.pair.table')}>
      <thead>
        <tr>
          <th scope="col" className={classes.field}>
            {t('recurrences.pair.field')}
          </th>
          {(
            [
              ['earlier', earlier, later],
              ['later', later, earlier],
            ] as const
          ).map(([side, one, other]) => (
            <th scope="col" key={side}>
              <Text size="xs" c="dimmed" fw={500}>
                {t(`recurrences.pair.${side}`)}
              </Text>
              <Anchor
                fw={700}
                renderRoot={(props: object) => (
                  <Link {...props} to="/incidents/$id" params={{ id: one.id }} />
                )}
              >
                <AlikeText text={one.title} other={other.title} />
              </Anchor>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {fieldsOf(earlier, later, t, timeZone).map((field) => (
          <tr key={field.key}>
            <th scope="row">
              {field.label}
              {field.same && (
                <span className={classes.same}>
                  {' '}
                  <IconEqual size={12} aria-hidden style={{ verticalAlign: '-2px' }} />
                  {t('recurrences.pair.same')}
                </span>
              )}
            </th>
            <td>{field.earlier}</td>
            <td>{field.later}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function fieldsOf(
  earlier: RecurrencePairIncident,
  later: RecurrencePairIncident,
  t: Translator,
  timeZone: string,
): Field[] {
  const field = (
    key: string,
    label: string,
    of: (incident: RecurrencePairIncident, other: RecurrencePairIncident) => ReactNode,
    same = false,
  ): Field => ({ key, label, earlier: of(earlier, later), later: of(later, earlier), same });
  const word = (group: 'cause' | 'trigger' | 'detection', value: string | null) =>
    value === null ? none(t) : (t.optional(`incidents.${group}.${value}`) ?? value);
  const shared = new Set(
    earlier.services.filter(({ id }) => later.services.some((other) => other.id === id)).map(({ id }) => id),
  );
  const at = (value: string | null | undefined) =>
    value ? formatInstant(value, { language: t.language, timeZone }) : none(t);
  const text = (value: string | null, other: string | null) =>
    value ? (
      <div className={classes.long}>
        <AlikeText text={value} other={other} />
      </div>
    ) : (
      none(t)
    );
  return [
    field('began', t('recurrences.pair.began'), ({ beganAt }) => at(beganAt)),
    field('mitigated', t('incidents.instant.mitigatedAt'), ({ instants }) => at(instants.mitigatedAt)),
    field('resolved', t('incidents.instant.resolvedAt'), ({ resolvedAt }) => at(resolvedAt)),
    field('duration', t('recurrences.pair.duration'), (incident) =>
      formatDuration(lasted(incident), t.language),
    ),
    field(
      'services',
      t('recurrences.pair.services'),
      ({ services }) =>
        services.length === 0 ? (
          none(t)
        ) : (
          <Group gap={6} component="span">
            {services.map(({ id, name }) => (
              <Text key={id} component="span" size="sm" fw={shared.has(id) ? 700 : 400}>
                {name}
              </Text>
            ))}
          </Group>
        ),
      shared.size > 0,
    ),
    field(
      'cause',
      t('recurrences.pair.cause'),
      ({ causeCategory }) => word('cause', causeCategory),
      later.causeCategory !== null && later.causeCategory === earlier.causeCategory,
    ),
    field(
      'trigger',
      t('recurrences.pair.trigger'),
      ({ triggerCategory }) => word('trigger', triggerCategory),
      later.triggerCategory !== null && later.triggerCategory === earlier.triggerCategory,
    ),
    field(
      'severity',
      t('recurrences.pair.severity'),
      ({ severity }) => <SeverityBadge severity={severity} />,
      later.severity !== null && later.severity === earlier.severity,
    ),
    field(
      'detection',
      t('recurrences.pair.detection'),
      ({ detectionSource }) => word('detection', detectionSource),
      later.detectionSource !== 'unknown' && later.detectionSource === earlier.detectionSource,
    ),
    field('summary', t('recurrences.pair.summary'), (one, other) => text(one.summary, other.summary)),
    field('impact', t('recurrences.pair.impact'), (one, other) => text(one.impact, other.impact)),
  ].filter(({ key }) => !['summary', 'impact'].includes(key) || hasText(key, earlier, later));
}

function hasText(key: string, ...incidents: RecurrencePairIncident[]): boolean {
  return incidents.some((incident) => (key === 'summary' ? incident.summary : incident.impact));
}

function lasted({ beganAt, resolvedAt }: RecurrencePairIncident): number | null {
  return beganAt === null || resolvedAt === null
    ? null
    : (Date.parse(resolvedAt) - Date.parse(beganAt)) / 1000;
}

function none(t: Translator): ReactNode {
  return (
    <Text component="span" size="sm" c="dimmed">
      {t('recurrences.pair.unknown')}
    </Text>
  );
}
