import { Table, Text } from '@mantine/core';
import type { ReviewChanges } from '@tenken/shared/review-record.contract';
import { useT } from '../../i18n/useT.js';
import { formatInstant } from '../../time/formatInstant.js';
import { RowsLink } from '../../ui/RowsLink.js';
import classes from './textLinks.module.css';

const KINDS = ['definition', 'verdict', 'new', 'gone'] as const;
const MOST_NAMES = 12;

/** What is different from the review before: figures by the week, and rules by name. */
export function RecordChanges({ changes, timeZone }: { changes: ReviewChanges | null; timeZone: string }) {
  const t = useT();
  if (changes === null) return <Text c="dimmed">{t('record.changes.first')}</Text>;
  const { previous, decisions, onlyServices } = changes;
  const figure = (value: number | null) =>
    value === null ? t('record.unknown') : value.toLocaleString(t.language, { maximumFractionDigits: 1 });
  const decided = decisions.done + decisions.open + decisions.cancelled;
  return (
    <>
      <Text mb="xs" className={classes.links}>
        {t('record.changes.previous')}
        {t('record.colon')}
        <RowsLink target={{ to: '/reviews/$id/record', params: { id: previous.id } }}>
          {previous.title}
        </RowsLink>{' '}
        ({formatInstant(previous.closedAt, { language: t.language, timeZone })})
      </Text>
      <Table withRowBorders maw={480} mb="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('record.changes.figure')}</Table.Th>
            <Table.Th scope="col" ta="right">
              {t('record.changes.before')}
            </Table.Th>
            <Table.Th scope="col" ta="right">
              {t('record.changes.after')}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {(['fired', 'pages'] as const).map((key) => {
            const pair = key === 'fired' ? changes.firedPerWeek : changes.pagesPerWeek;
            return (
              <Table.Tr key={key}>
                <Table.Th scope="row" fw={400}>
                  {t(`record.changes.${key}`)}
                </Table.Th>
                <Table.Td ta="right">{figure(pair.before)}</Table.Td>
                <Table.Td ta="right">{figure(pair.after)}</Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
      {onlyServices && (
        <Text size="sm" c="dimmed" mb="xs">
          {t('record.changes.onlyServices', { names: onlyServices.join(t('ui.listSeparator')) })}
        </Text>
      )}
      <ul className={classes.links}>
        {decided > 0 && (
          <li>
            {t('record.changes.decided')}
            {t('record.colon')}
            {t('record.changes.decided.value', decisions)}
          </li>
        )}
        {KINDS.map((kind) => {
          const rules = changes.rules.filter((rule) => rule.change === kind);
          if (rules.length === 0) return null;
          return (
            <li key={kind}>
              {t(`record.changes.${kind}`, { n: rules.length })}
              {t('record.colon')}
              {rules.slice(0, MOST_NAMES).map((rule, index) => (
                <span key={rule.alertRuleId}>
                  {index > 0 && t('ui.listSeparator')}
                  <RowsLink target={{ to: '/rules/$id', params: { id: rule.alertRuleId } }}>
                    {rule.name}
                  </RowsLink>
                  {kind === 'verdict' && rule.verdictBefore !== null && rule.verdictAfter !== null && (
                    <>
                      {' '}
                      ({t(`ui.verdict.${rule.verdictBefore}`)} → {t(`ui.verdict.${rule.verdictAfter}`)})
                    </>
                  )}
                </span>
              ))}
              {rules.length > MOST_NAMES &&
                `${t('ui.listSeparator')}${t('record.changes.more', { n: rules.length - MOST_NAMES })}`}
            </li>
          );
        })}
      </ul>
    </>
  );
}
