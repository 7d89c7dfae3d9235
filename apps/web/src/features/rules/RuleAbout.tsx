import { Alert, Anchor, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconCopy, IconPencil } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { AlertRuleResponse } from '@tenken/shared/alert-rules.contract';
import type { ReactNode } from 'react';
import { useMay } from '../../api/session.js';
import { useT } from '../../i18n/useT.js';
import { formatInstant } from '../../time/formatInstant.js';
import { RowsLink } from '../../ui/RowsLink.js';
import { SeverityBadge } from '../../ui/SeverityBadge.js';
import classes from './RuleAbout.module.css';

interface Props {
  rule: AlertRuleResponse;
  timeZone: string;
  onEdit(): void;
}

/** Whose rule it is, what it watches, and which rules say the same. */
export function RuleAbout({ rule, timeZone, onEdit }: Props) {
  const t = useT();
  const mayWrite = useMay('write');
  const missing = (
    <Text span inherit c="dimmed">
      {t('rules.about.missing')}
    </Text>
  );
  const instant = (at: string | null) => formatInstant(at, { language: t.language, timeZone });
  const facts: [string, ReactNode][] = [
    [
      t('rules.about.service'),
      rule.serviceId && rule.serviceName ? (
        <RowsLink key="service" target={{ to: '/rules', search: { service: rule.serviceId } }}>
          {rule.serviceName}
        </RowsLink>
      ) : (
        missing
      ),
    ],
    [t('rules.about.team'), rule.team?.name ?? missing],
    [t('rules.about.owner'), rule.owner ?? missing],
    [
      t('rules.about.severity'),
      rule.severity ? <SeverityBadge key="severity" severity={rule.severity} /> : missing,
    ],
    [t('rules.about.runbook'), <Runbook key="runbook" rule={rule} missing={missing} />],
    [t('rules.about.signal'), <SignalName key="signal" rule={rule} missing={missing} />],
    [t('rules.about.source'), rule.sourceName],
    [t('rules.about.group'), [rule.file, rule.groupName].filter(Boolean).join(' / ') || missing],
    [t('rules.about.firstSeen'), instant(rule.firstSeenAt)],
    [
      t('rules.about.lastFired'),
      rule.lastEpisodeAt === null ? t('rules.never') : instant(rule.lastEpisodeAt),
    ],
  ];
  return (
    <Paper withBorder p="sm" component="section" aria-labelledby="rule-about">
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h4" id="rule-about">
          {t('rules.about')}
        </Title>
        {mayWrite && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPencil size={14} aria-hidden />}
            onClick={onEdit}
          >
            {t('rules.edit')}
          </Button>
        )}
      </Group>
      <dl className={classes.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Text size="sm" mt="xs">
        {rule.openEpisodes > 0 ? (
          <RowsLink target={{ to: '/episodes', search: { rule: rule.id, open: '1', all: '1' } }}>
            {t('rules.about.open', { n: rule.openEpisodes })}
          </RowsLink>
        ) : (
          t('rules.about.open', { n: 0 })
        )}
      </Text>
      {rule.duplicates.length > 0 && (
        <Alert
          mt="sm"
          color="yellow"
          icon={<IconCopy aria-hidden />}
          title={t('rules.duplicates', { n: rule.duplicates.length })}
          role="note"
        >
          <Stack gap={2} component="ul" className={classes.blindSpots}>
            {rule.duplicates.map((other) => (
              <li key={other.id}>
                {t.rich(`rules.duplicates.${other.because}`, {
                  link: (
                    <RowsLink
                      key={other.id}
                      target={{ to: '/rules/$id', params: { id: other.id } }}
                      underline="always"
                    >
                      {other.name}
                    </RowsLink>
                  ),
                  place: [other.sourceName, other.groupName].filter(Boolean).join(' / '),
                })}
              </li>
            ))}
          </Stack>
        </Alert>
      )}
    </Paper>
  );
}

function Runbook({ rule, missing }: { rule: AlertRuleResponse; missing: ReactNode }) {
  const t = useT();
  const url = rule.runbookUrl ?? rule.serviceRunbookUrl;
  if (!url || !/^https?:/i.test(url)) return missing;
  const link = (
    <Anchor href={url} target="_blank" rel="noopener nofollow" className={classes.url}>
      {url.replace(/^https?:\/\//, '')}
    </Anchor>
  );
  return rule.runbookUrl ? link : t.rich('rules.about.runbook.ofService', { link });
}

function SignalName({ rule, missing }: { rule: AlertRuleResponse; missing: ReactNode }) {
  const t = useT();
  if (rule.signal === null) return missing;
  const name = t.optional(`coverage.signal.${rule.signal}`) ?? rule.signal;
  const cell = rule.serviceId ? `${rule.serviceId}.${rule.signal}` : undefined;
  return (
    <Anchor inherit renderRoot={(props: object) => <Link {...props} to="/coverage" search={{ cell }} />}>
      {rule.signalOrigin === 'guessed' ? t('rules.about.signal.guessed', { signal: name }) : name}
    </Anchor>
  );
}
