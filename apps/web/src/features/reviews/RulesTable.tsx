import { Button, Group } from '@mantine/core';
import type { Decision } from '@tenken/shared/decisions.contract';
import { RULE_GROUPS, type RuleAgendaItem, type RuleGroup } from '@tenken/shared/review-agenda.contract';
import { Fragment, type KeyboardEvent, memo, useCallback, useMemo, useRef, useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { DefinitionButton } from '../../ui/DefinitionButton.js';
import type { PersonMark } from './peopleByPlace.js';
import { RuleRow } from './RuleRow.js';
import classes from './RulesTable.module.css';
import { sumIntoStretches } from './sparklinePath.js';
import type { VerdictQueueState } from './verdictQueue.js';

interface Props {
  /** in the order of the agenda */
  items: readonly RuleAgendaItem[];
  decisions: readonly Decision[];
  activeId: string | null;
  queue: VerdictQueueState;
  /** the person who looks */
  myId: string | null;
  mayWrite: boolean;
  /** the others by the row that they look at */
  here: ReadonlyMap<string, readonly PersonMark[]>;
  selected: ReadonlySet<string>;
  onToggle(id: string): void;
  /** Ctrl+A while the focus is in the list; elsewhere that is the browser's key */
  onSelectAll(): void;
  onActivate(id: string): void;
  onRetry(alertRuleId: string): void;
  onDismiss(alertRuleId: string): void;
  onKeepAll(itemIds: readonly string[]): void;
}

const COLUMNS = 8;
const NOBODY: readonly PersonMark[] = [];

/** The rules of a review in their groups. `j`, `k` and the verdict keys belong to the step around it. */
export function RulesTable(props: Props) {
  const { items, decisions, activeId, queue, myId } = props;
  const t = useT();
  const sparkMax = useMemo(
    () => Math.max(0, ...items.flatMap((item) => sumIntoStretches(item.evidence.firedByDay))),
    [items],
  );
  const decided = useMemo(() => {
    const words = new Map<string, string>();
    for (const decision of decisions) {
      if (decision.alertRuleId === null) continue;
      const known = words.get(decision.alertRuleId);
      const word = t(`reviews.kind.${decision.kind}`);
      words.set(decision.alertRuleId, known === undefined ? word : `${known}${t('ui.listSeparator')}${word}`);
    }
    return words;
  }, [decisions, t]);
  const withService = new Set(items.map((item) => item.evidence.serviceId)).size > 1;
  // What was there when the table came is no news: only what others change afterwards is shown for a moment.
  const [atFirst] = useState(() => new Map(items.map((item) => [item.id, item.verdictEventId])));
  // Memoised rows keep the callbacks of an older render: these read the newest.
  const latest = useRef(props);
  latest.current = props;
  const activate = useCallback((id: string) => latest.current.onActivate(id), []);
  const retry = useCallback((id: string) => latest.current.onRetry(id), []);
  const dismiss = useCallback((id: string) => latest.current.onDismiss(id), []);
  const toggle = useCallback((id: string) => latest.current.onToggle(id), []);

  const onKeyDown = (event: KeyboardEvent<HTMLTableElement>) => {
    if (!(event.target instanceof HTMLTableRowElement) || event.nativeEvent.isComposing) return;
    if (props.mayWrite && event.key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      return props.onSelectAll();
    }
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const index = items.findIndex((item) => item.id === (event.target as HTMLElement).dataset.rowId);
    const next = items[Math.max(0, Math.min(items.length - 1, index + step))];
    if (next !== undefined) focusRow(event.currentTarget, next.id);
  };

  const firstId = activeId ?? items[0]?.id;
  return (
    <section className={classes.scroll} aria-label={t('reviews.rules.table')}>
      <table className={classes.table} aria-label={t('reviews.rules.table')} onKeyDown={onKeyDown}>
        <RulesHead mayWrite={props.mayWrite} />
        {RULE_GROUPS.map((group) => {
          const rows = items.filter((item) => item.evidence.group === group);
          if (rows.length === 0) return null;
          return (
            <tbody key={group}>
              <GroupHeading group={group} rows={rows} mayWrite={props.mayWrite} onKeepAll={props.onKeepAll} />
              {rows.map((item) => (
                <Fragment key={item.id}>
                  <RuleRow
                    item={item}
                    isActive={item.id === activeId}
                    isTabStop={item.id === firstId}
                    isPending={queue.pending.has(item.evidence.alertRuleId)}
                    failure={queue.failed.get(item.evidence.alertRuleId)?.error}
                    decided={decided.get(item.evidence.alertRuleId) ?? null}
                    isOthers={
                      item.verdictBy !== null &&
                      item.verdictBy.id !== myId &&
                      atFirst.get(item.id) !== item.verdictEventId
                    }
                    people={props.here.get(item.id) ?? NOBODY}
                    isSelected={props.mayWrite ? props.selected.has(item.id) : null}
                    onToggle={toggle}
                    sparkMax={sparkMax}
                    withService={withService}
                    onActivate={activate}
                    onRetry={retry}
                    onDismiss={dismiss}
                  />
                </Fragment>
              ))}
            </tbody>
          );
        })}
      </table>
    </section>
  );
}

const RulesHead = memo(function RulesHead({ mayWrite }: { mayWrite: boolean }) {
  const t = useT();
  return (
    <thead>
      <tr>
        {mayWrite && (
          <th scope="col">
            <span className="visually-hidden">{t('ui.table.select')}</span>
          </th>
        )}
        <th scope="col">
          <span className="visually-hidden">{t('reviews.rule.severity')}</span>
        </th>
        <th scope="col">{t('reviews.rule.name')}</th>
        <th scope="col">
          <span className={classes.head}>
            {t('reviews.rule.fired')} <DefinitionButton definitionKey="fired" />
          </span>
        </th>
        <th scope="col" className={`${classes.number} ${classes.wide}`}>
          <span className={classes.head}>
            {t('reviews.rule.actionable')} <DefinitionButton definitionKey="precision" />
          </span>
        </th>
        <th scope="col" className={`${classes.number} ${classes.wide}`}>
          {t('reviews.rule.night')}
        </th>
        <th scope="col" className={`${classes.number} ${classes.wide} ${classes.less}`}>
          {t('reviews.rule.median')}
        </th>
        <th scope="col" className={`${classes.wide} ${classes.less}`}>
          {t('reviews.rule.last')}
        </th>
        <th scope="col">{t('reviews.rule.verdict')}</th>
      </tr>
    </thead>
  );
});

/** Puts the focus on a rule's row, wherever it is in the table. */
export function focusRow(root: ParentNode, id: string): void {
  rowOf(root, id)?.focus({ preventScroll: true });
  scrollToRow(root, id);
}

/** Brings a rule's row into view; the focus stays where it is. */
export function scrollToRow(root: ParentNode, id: string): void {
  rowOf(root, id)?.scrollIntoView?.({ block: 'nearest' });
}

function rowOf(root: ParentNode, id: string): HTMLElement | null {
  return root.querySelector<HTMLElement>(`tr[data-row-id="${CSS.escape(id)}"]`);
}

interface HeadingProps {
  group: RuleGroup;
  rows: readonly RuleAgendaItem[];
  mayWrite: boolean;
  onKeepAll(itemIds: readonly string[]): void;
}

function GroupHeading({ group, rows, mayWrite, onKeepAll }: HeadingProps) {
  const t = useT();
  const rest = rows.filter((item) => !item.isReviewed);
  return (
    <tr className={classes.group}>
      <th scope="rowgroup" colSpan={mayWrite ? COLUMNS + 1 : COLUMNS}>
        <Group justify="space-between" gap="xs">
          <span>
            <span className={classes.groupTitle}>{t(`reviews.group.${group}`)}</span>{' '}
            {t('reviews.group.progress', { reviewed: rows.length - rest.length, total: rows.length })}
            <span className={classes.service}>{t(`reviews.group.${group}.hint`)}</span>
          </span>
          {group === 'quiet' && mayWrite && rest.length > 0 && (
            <Button size="xs" variant="default" onClick={() => onKeepAll(rest.map((item) => item.id))}>
              {t('reviews.group.keepAll', { n: rest.length })}
            </Button>
          )}
        </Group>
      </th>
    </tr>
  );
}
