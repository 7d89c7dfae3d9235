import { Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { RuleSilence, RuleSilencesResponse } from '@tenken/shared/rule-evidence.contract';
import type { Translator } from '../../i18n/createTranslator.js';
import { useT } from '../../i18n/useT.js';
import { formatInstant } from '../../time/formatInstant.js';
import { DataState } from '../../ui/DataState.js';
import { DefinitionButton } from '../../ui/DefinitionButton.js';
import { RowsLink, type RowsTarget } from '../../ui/RowsLink.js';
import { ruleSilencesQuery } from './evidence.queries.js';
import type { RangeScope } from './rules.queries.js';

interface Props {
  ruleId: string;
  scope: RangeScope;
}

/** For how long the rule was hidden, how many alerts, by whom, and each silence. */
export function RuleSilences({ ruleId, scope }: Props) {
  const t = useT();
  const query = useQuery(ruleSilencesQuery(ruleId, scope));
  const instant = (at: string) =>
    formatInstant(at, { language: t.language, timeZone: scope.timeZone, hideZone: true });
  const hidden = (ids: readonly string[]): RowsTarget => ({
    to: '/episodes',
    search: { rule: ruleId, hiddenBy: ids.join(',') },
  });
  return (
    <Paper withBorder p="sm" component="section" aria-labelledby="rule-silences">
      <Title order={2} size="h4" id="rule-silences" mb="xs">
        {t('rules.silences')} <DefinitionButton definitionKey="silenced" />
      </Title>
      <DataState query={query}>
        {(known) => (
          <Stack gap="xs">
            <Text size="sm" fw={known.items.length > 0 ? 700 : 400} component="div">
              {known.items.length === 0 ? (
                t('rules.silences.none')
              ) : (
                <>
                  {t('rules.silences.hidden', { days: daysText(known.hiddenDays, t) })}
                  {t('ui.listSeparator')}
                  {known.firings === null ? (
                    t('rules.silences.unknown')
                  ) : known.firings === 0 ? (
                    t('rules.silences.firings', { n: 0 })
                  ) : (
                    <RowsLink target={hidden(known.items.map((item) => item.id))} underline="always">
                      {t('rules.silences.firings', { n: known.firings })}
                    </RowsLink>
                  )}
                  {t('ui.listSeparator')}
                  {peopleText(known, t)}
                </>
              )}
            </Text>
            {!known.sendsSilenced && (
              <Text size="sm" c="dimmed">
                {t('rules.silences.notSent')}
              </Text>
            )}
            {known.suppressed > 0 && (
              <Text size="sm" component="div">
                <RowsLink target={{ to: '/episodes', search: { rule: ruleId, suppressed: '1' } }}>
                  {t('rules.silences.suppressed', { n: known.suppressed })}
                </RowsLink>
              </Text>
            )}
            <Stack gap="xs" component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
              {known.items.map((silence) => (
                <li key={silence.id}>
                  <Text size="sm" component="div">
                    {silence.endsAt === null
                      ? t('rules.silences.open', { from: instant(silence.startsAt) })
                      : t('rules.silences.span', {
                          from: instant(silence.startsAt),
                          to: instant(silence.endsAt),
                        })}
                    {` · ${silence.createdBy ?? t('rules.silences.nobody')} · `}
                    <Firings silence={silence} target={hidden([silence.id])} />
                  </Text>
                  {silence.comment && (
                    <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                      {silence.comment}
                    </Text>
                  )}
                  {silence.others.length > 0 && (
                    <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                      {t('rules.silences.only', { matchers: silence.others.join(t('ui.listSeparator')) })}
                    </Text>
                  )}
                </li>
              ))}
            </Stack>
            {known.isCut && (
              <Text size="xs" c="dimmed">
                {t('rules.silences.cut', { n: known.items.length })}
              </Text>
            )}
          </Stack>
        )}
      </DataState>
    </Paper>
  );
}

function Firings({ silence, target }: { silence: RuleSilence; target: RowsTarget }) {
  const t = useT();
  if (silence.firings === null) return t('rules.silences.unread');
  const words = t('rules.silences.firings', { n: silence.firings });
  return silence.firings === 0 ? words : <RowsLink target={target}>{words}</RowsLink>;
}

function daysText(days: number, t: Translator): string {
  return new Intl.NumberFormat(t.language, { maximumFractionDigits: days < 10 ? 1 : 0 }).format(days);
}

function peopleText({ people }: RuleSilencesResponse, t: Translator): string {
  return people
    .map(({ name, hiddenDays }) =>
      people.length === 1
        ? t('rules.silences.by', { name: name ?? t('rules.silences.nobody') })
        : t('rules.silences.byDays', {
            name: name ?? t('rules.silences.nobody'),
            days: daysText(hiddenDays, t),
          }),
    )
    .join(t('ui.listSeparator'));
}
