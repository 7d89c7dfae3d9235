import { ActionIcon, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import type { AlertRuleResponse } from '@tenken/shared/alert-rules.contract';
import { useT } from '../../i18n/useT.js';
import { useKeys } from '../../keys/useKeys.js';
import { formatExactDuration } from '../../time/formatExactDuration.js';
import { formatInstant } from '../../time/formatInstant.js';
import { changedFields } from './changedFields.js';
import { DefinitionDiff } from './DefinitionDiff.js';
import { DefinitionEffect } from './DefinitionEffect.js';
import { definitionLines } from './definitionLines.js';
import classes from './RuleDefinition.module.css';

interface Props {
  rule: AlertRuleResponse;
  timeZone: string;
  /** version number; undefined or unknown = the newest */
  version: number | undefined;
  onVersionChange(version: number | undefined): void;
}

/** What the source says the rule is, version by version. */
export function RuleDefinition({ rule, timeZone, version, onVersionChange }: Props) {
  const t = useT();
  const found = rule.versions.findIndex((one) => one.version === version);
  const index = Math.max(0, found);
  const shown = rule.versions[index];
  const older = rule.versions[index + 1];
  const newer = rule.versions[index - 1];
  const goTo = (target: typeof shown) => {
    if (target) onVersionChange(target === rule.versions[0] ? undefined : target.version);
  };
  useKeys(t('rules.definition'), [
    { key: ',', label: t('rules.definition.older'), run: () => goTo(older), when: older !== undefined },
    { key: '.', label: t('rules.definition.newer'), run: () => goTo(newer), when: newer !== undefined },
  ]);
  const changes = shown && older ? changedFields(older, shown) : [];
  return (
    <Paper withBorder p="sm" component="section" aria-labelledby="rule-definition">
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h4" id="rule-definition">
          {t('rules.definition')}
        </Title>
        {rule.versions.length > 1 && shown && (
          <Group gap={4}>
            <ActionIcon
              variant="default"
              aria-label={t('rules.definition.older')}
              disabled={!older}
              onClick={() => goTo(older)}
            >
              <IconChevronLeft size={16} aria-hidden />
            </ActionIcon>
            <Text size="sm" aria-live="polite">
              {t('rules.definition.version', { n: shown.version, total: rule.versions.length })}
            </Text>
            <ActionIcon
              variant="default"
              aria-label={t('rules.definition.newer')}
              disabled={!newer}
              onClick={() => goTo(newer)}
            >
              <IconChevronRight size={16} aria-hidden />
            </ActionIcon>
          </Group>
        )}
      </Group>
      {!shown ? (
        <Text size="sm" c="dimmed">
          {t('rules.definition.none')}
        </Text>
      ) : (
        <Stack gap="xs">
          {shown.expression && (
            <pre className={classes.code} dir="ltr">
              {shown.expression}
            </pre>
          )}
          <Group gap="lg">
            {shown.forSeconds !== null && (
              <Text size="sm">
                {t('rules.definition.for')}: <b>{formatExactDuration(shown.forSeconds, t.language)}</b>
              </Text>
            )}
            {shown.keepFiringForSeconds !== null && (
              <Text size="sm">
                {t('rules.definition.keepFiring')}:{' '}
                <b>{formatExactDuration(shown.keepFiringForSeconds, t.language)}</b>
              </Text>
            )}
          </Group>
          <Pairs name={t('rules.definition.labels')} pairs={shown.labels} />
          <Pairs name={t('rules.definition.annotations')} pairs={shown.annotations} />
          <Text size="xs" c="dimmed">
            {t('rules.definition.seen', {
              at: formatInstant(shown.seenAt, { language: t.language, timeZone }),
            })}
            {older && changes.length > 0 && (
              <>
                {' · '}
                {t('rules.definition.changed', {
                  n: older.version,
                  fields: changes
                    .map((field) => t(`rules.definition.field.${field}`))
                    .join(t('ui.listSeparator')),
                })}
              </>
            )}
          </Text>
          {shown.variants.length > 1 && (
            <div>
              <Text size="sm">{t('rules.definition.variants', { n: shown.variants.length })}</Text>
              {shown.variants.slice(1).map((variant) => (
                <pre key={JSON.stringify(variant)} className={classes.code} dir="ltr">
                  {definitionLines({ ...shown, variants: [variant] }, t.language).join('\n')}
                </pre>
              ))}
            </div>
          )}
          {older && <DefinitionEffect ruleId={rule.id} version={shown.version} />}
          {older && <DefinitionDiff before={older} after={shown} />}
        </Stack>
      )}
    </Paper>
  );
}

function Pairs({ name, pairs }: { name: string; pairs: Record<string, string> }) {
  const entries = Object.entries(pairs);
  if (entries.length === 0) return null;
  return (
    <div>
      <Text size="xs" c="dimmed">
        {name}
      </Text>
      <ul className={classes.pairs} dir="ltr">
        {entries.map(([key, value]) => (
          <li key={key}>
            {key}={value}
          </li>
        ))}
      </ul>
    </div>
  );
}
