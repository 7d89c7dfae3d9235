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
import { PeopleMarks } from './PeopleMarks.js';
import type { PersonMark } from './peopleByPlace.js';
import classes from './RulesTable.module.css';
import { rowElementId } from './rowFocus.js';
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
  /** others who look at it */
  people: readonly PersonMark[];
  /** null: rows cannot be selected */
  isSelected: boolean | null;
  onToggle(id: string): void;
  sparkMax: number;
  /** a review of one service need not name it in every row */
  withService: boolean;
  onActivate(id: string): void;
  onRetry(alertRuleId: string): void;
  onDismiss(alertRuleId: string): void;
}

/**
 * One rule of the agenda. Drawn again only when something of it changed: a key press repaints two rows, not forty. Plain
 * elements: the kit's boxes, two hundred times, cost more to draw than all the rest.
 */
export const RuleRow = memo(function RuleRow(props: Props) {
  const { item, isActive, failure } = props;
  const { evidence } = item;
  const t = useT();
  const { precision } = evidence;
  return (
    <tr
      id={rowElementId(item.id)}
      data-row-id={item.id}
      data-active={isActive || undefined}
      tabIndex={props.isTabStop ? 0 : -1}
      aria-current={isActive || undefined}
      data-selected={props.isSelected || undefined}
      onClick={() => props.onActivate(item.id)}
      onFocus={(event) => {
        if (event.target === event.currentTarget) props.onActivate(item.id);
      }}
    >
      {props.isSelected !== null && (
        <td className={classes.check}>
          {/* Plain: the kit's box costs more to draw than the whole row. */}
          <input
            type="checkbox"
            tabIndex={-1}
            aria-label={t('ui.table.selectRow', { row: evidence.name })}
            checked={props.isSelected}
            onChange={() => props.onToggle(item.id)}
            onClick={(event) => event.stopPropagation()}
          />
        </td>
      )}
      <td>
        <SeverityBadge severity={evidence.severity} compact />
      </td>
      <th scope="row">
        <span className={classes.name}>
          <BreakableName name={evidence.name} /> <PeopleMarks people={props.people} />
        </span>
        {props.withService && evidence.serviceName !== null && (
          <span className={classes.service}>{evidence.serviceName}</span>
        )}
        <RowMarks item={item} />
      </th>
      <td>
        <span className={classes.fired}>
          <span className={classes.wide}>
            <Sparkline
              values={evidence.firedByDay}
              max={props.sparkMax}
              label={t('reviews.rule.spark', { n: evidence.fired })}
            />
          </span>
          <span>{evidence.fired}</span>
        </span>
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
      <td className={`${classes.number} ${classes.wide} ${classes.less}`}>
        {formatDuration(evidence.medianSeconds, t.language)}
      </td>
      <td className={`${classes.verdict} ${classes.wide} ${classes.less}`}>
        {evidence.lastVerdict === null ? (
          <span
            className={classes.sub}
            role="img"
            aria-label={t('reviews.rule.neverJudged')}
            title={t('reviews.rule.neverJudged')}
          >
            —
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
              <span className={classes.withIcon}>
                <IconCheck size={16} aria-hidden />
                {t(props.decided === null ? 'reviews.rule.kept' : 'reviews.rule.decided')}
              </span>
            ) : (
              <VerdictBadge verdict={item.verdict} />
            )}
            {item.verdictReasonCode !== null && item.verdict !== null && (
              <span className={classes.reason}>{t(`reviews.verdictReason.${item.verdictReasonCode}`)}</span>
            )}
            {item.votes.voters.length > 0 && <VoteMark votes={item.votes} />}
            {props.isPending && <span className={classes.sub}> {t('reviews.verdict.sending')}</span>}
            {props.decided !== null && (
              <span className={`${classes.withIcon} ${classes.sub}`}>
                <IconPencil size={12} aria-hidden />
                {props.decided}
              </span>
            )}
          </span>
        )}
      </td>
    </tr>
  );
});

/** What sets a rule apart: looked at and changed since, or noise that was accepted. */
function RowMarks({ item }: { item: RuleAgendaItem }) {
  const t = useT();
  const { accepted } = item.evidence;
  if (!item.changedSinceReviewed && accepted === null) return null;
  return (
    <span className={classes.marks}>
      {item.changedSinceReviewed && (
        <span className={classes.mark} data-tone="blue">
          {t('reviews.rule.changedSince')}
        </span>
      )}
      {accepted !== null && (
        <span className={classes.mark} data-tone={accepted.exceeded ? 'orange' : 'gray'}>
          {t(accepted.exceeded ? 'reviews.accepted.exceeded' : 'reviews.accepted', { n: accepted.perWeek })}
        </span>
      )}
    </span>
  );
}

/** Who has voted, as a count; what was voted only when it is revealed. */
function VoteMark({ votes }: { votes: RuleAgendaItem['votes'] }) {
  const t = useT();
  const n = votes.voters.length;
  return (
    <span className={classes.reason}>
      {votes.isRevealed
        ? t('reviews.vote.row.revealed', { n })
        : t(votes.mine === null ? 'reviews.vote.row' : 'reviews.vote.row.mine', { n })}
    </span>
  );
}
