import { Button, Group } from '@mantine/core';
import { IconCheck, IconPencil } from '@tabler/icons-react';
import type { RuleAgendaItem } from '@tenken/shared/review-agenda.contract';
import { memo } from 'react';
import { useT } from '../../i18n/useT.js';
import { formatDuration } from '../../time/formatDuration.js';
import { BreakableName } from '../../ui/BreakableName.js';
import { errorMessage } from '../../ui/errorMessage.js';
import { SeverityBadge } from '../../ui/SeverityBadge.js';
import { VerdictBadge } from '../../ui/VerdictBadge.js';
import classes from './RulesTable.module.css';
import { Sparkline } from './Sparkline.js';

interface Props {
  item: RuleAgendaItem;
  isActive: boolean;
  isTabStop: boolean;
  /** not confirmed by the server yet */
  isPending: boolean;
  failure: unknown;
  /** decisions of this session on the rule, in words */
  decided: string | null;
  /** another participant gave the verdict: the change is shown for a moment */
  isOthers: boolean;
  sparkMax: number;
  /** a review of one service need not name it in every row */
  withService: boolean;
  onActivate(id: string): void;
  onRetry(alertRuleId: string): void;
  onDismiss(alertRuleId: string): void;
}

/** One rule of the agenda. Drawn again only when something of it changed: a key press repaints two rows, not forty. */
export const RuleRow = memo(function RuleRow(props: Props) {
  const { item, isActive, failure } = props;
  const { evidence } = item;
  const t = useT();
  const { precision } = evidence;
  return (
    <tr
      data-row-id={item.id}
      data-active={isActive || undefined}
      tabIndex={props.isTabStop ? 0 : -1}
      aria-current={isActive || undefined}
      onClick={() => props.onActivate(item.id)}
      onFocus={(event) => {
        if (event.target === event.currentTarget) props.onActivate(item.id);
      }}
    >
      <td>
        <SeverityBadge severity={evidence.severity} compact />
      </td>
      <th scope="row">
        <span className={classes.name}>
          <BreakableName name={evidence.name} />
        </span>
        {props.withService && evidence.serviceName !== null && (
          <span className={classes.service}>{evidence.serviceName}</span>
        )}
      </th>
      <td>
        <Group gap={8} wrap="nowrap">
          <span className={classes.wide}>
            <Sparkline
              values={evidence.firedByDay}
              max={props.sparkMax}
              label={t('reviews.rule.spark', { n: evidence.fired })}
            />
          </span>
          <span>{evidence.fired}</span>
        </Group>
      </td>
      <td className={`${classes.number} ${classes.wide}`}>
        {precision === null ? (
          <span className={classes.sub} title={t('reviews.rule.notJudged')}>
            —<span className="visually-hidden">{t('reviews.rule.notJudged')}</span>
          </span>
        ) : (
          <>
            {t('reviews.percent', { value: precision.value })}{' '}
            <span className={classes.sub}>{t('ui.figure.n', { n: precision.n })}</span>
          </>
        )}
      </td>
      <td className={`${classes.number} ${classes.wide}`}>{evidence.nightPages ?? '—'}</td>
      <td className={`${classes.number} ${classes.wide}`}>
        {formatDuration(evidence.medianSeconds, t.language)}
      </td>
      <td className={`${classes.verdict} ${classes.wide}`}>
        {evidence.lastVerdict === null ? (
          <span className={classes.sub} title={t('reviews.rule.neverJudged')}>
            —<span className="visually-hidden">{t('reviews.rule.neverJudged')}</span>
          </span>
        ) : (
          <VerdictBadge verdict={evidence.lastVerdict.verdict} compact />
        )}
      </td>
      <td className={classes.verdict}>
        {failure !== undefined ? (
          <span className={classes.failed} role="alert">
            {t('reviews.verdict.notSaved', { reason: errorMessage(failure, t) })}
            <Group gap={4}>
              <Button size="compact-xs" variant="default" onClick={() => props.onRetry(evidence.alertRuleId)}>
                {t('ui.retry')}
              </Button>
              <Button
                size="compact-xs"
                variant="subtle"
                onClick={() => props.onDismiss(evidence.alertRuleId)}
              >
                {t('reviews.verdict.dismiss')}
              </Button>
            </Group>
          </span>
        ) : (
          <span
            key={item.verdictEventId ?? 'none'}
            className={props.isOthers ? classes.flash : undefined}
            title={
              item.verdictBy === null ? undefined : t('reviews.verdict.by', { name: item.verdictBy.name })
            }
          >
            {item.verdict === null && item.isReviewed ? (
              <Group gap={6} wrap="nowrap" component="span">
                <IconCheck size={16} aria-hidden />
                {t(props.decided === null ? 'reviews.rule.kept' : 'reviews.rule.decided')}
              </Group>
            ) : (
              <VerdictBadge verdict={item.verdict} />
            )}
            {props.isPending && <span className={classes.sub}> {t('reviews.verdict.sending')}</span>}
            {props.decided !== null && (
              <Group gap={4} wrap="nowrap" component="span" className={classes.sub}>
                <IconPencil size={12} aria-hidden />
                {props.decided}
              </Group>
            )}
          </span>
        )}
      </td>
    </tr>
  );
});
