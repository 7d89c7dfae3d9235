import type { Decision } from '@tenken/shared/decisions.contract';
import { RULE_GROUPS, type RuleAgendaItem, type RuleGroup } from '@tenken/shared/review-agenda.contract';
import { type KeyboardEvent, memo, useCallback, useMemo, useRef, useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { GroupHeading } from './GroupHeading.js';
import type { PersonMark } from './peopleByPlace.js';
import { RuleRow } from './RuleRow.js';
import { RulesHead } from './RulesHead.js';
import classes from './RulesTable.module.css';
import { focusRow } from './rowFocus.js';
import { sumIntoStretches } from './sparklinePath.js';
import { useStableList } from './useStableList.js';
import type { VerdictQueueState } from './verdictQueue.js';

interface Props {
  /** in the order of the agenda */
  items: readonly RuleAgendaItem[];
  decisions: readonly Decision[];
  activeId: string | null;
  /** where Tab leads into the list: the active row, a moment after it has become that; null: the first */
  tabStopId: string | null;
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

/**
 * The rules of a review in their groups. `j`, `k` and the verdict keys belong to the step around it. Memoised: what stands
 * around it is drawn more often.
 */
export const RulesTable = memo(function RulesTable(props: Props) {
  const { items, decisions, activeId, queue, myId } = props;
  const t = useT();
  // The evidence stays while verdicts come and go.
  const evidence = useStableList(items.map((item) => item.evidence));
  const sparkMax = useMemo(
    () => Math.max(0, ...evidence.flatMap(({ firedByDay }) => sumIntoStretches(firedByDay))),
    [evidence],
  );
  const withService = useMemo(() => new Set(evidence.map(({ serviceId }) => serviceId)).size > 1, [evidence]);
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
  const groups = useMemo(
    () =>
      RULE_GROUPS.map((group) => ({ group, rows: items.filter((item) => item.evidence.group === group) })),
    [items],
  );
  // What was there when the table came is no news: only what others change afterwards is shown for a moment.
  const [atFirst] = useState(() => new Map(items.map((item) => [item.id, item.verdictEventId])));
  // Memoised rows keep the callbacks of an older render: these read the newest.
  const latest = useRef(props);
  latest.current = props;
  const activate = useCallback((id: string) => latest.current.onActivate(id), []);
  const retry = useCallback((id: string) => latest.current.onRetry(id), []);
  const dismiss = useCallback((id: string) => latest.current.onDismiss(id), []);
  const toggle = useCallback((id: string) => latest.current.onToggle(id), []);
  const keepRest = useCallback((group: RuleGroup) => {
    const rest = latest.current.items.filter((item) => item.evidence.group === group && !item.isReviewed);
    latest.current.onKeepAll(rest.map((item) => item.id));
  }, []);

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
    if (next !== undefined) focusRow(next.id);
  };

  const tabStopId = props.tabStopId ?? items[0]?.id;
  return (
    <section className={classes.scroll} aria-label={t('reviews.rules.table')}>
      <table
        className={classes.table}
        data-checks={props.mayWrite || undefined}
        aria-label={t('reviews.rules.table')}
        onKeyDown={onKeyDown}
      >
        <RulesHead mayWrite={props.mayWrite} />
        {groups.map(({ group, rows }) => {
          if (rows.length === 0) return null;
          return (
            <tbody key={group}>
              <GroupHeading
                group={group}
                reviewed={rows.filter((item) => item.isReviewed).length}
                total={rows.length}
                columns={props.mayWrite ? COLUMNS + 1 : COLUMNS}
                onKeepRest={group === 'quiet' && props.mayWrite ? keepRest : null}
              />
              {rows.map((item) => (
                <RuleRow
                  key={item.id}
                  item={item}
                  isActive={item.id === activeId}
                  isTabStop={item.id === tabStopId}
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
              ))}
            </tbody>
          );
        })}
      </table>
    </section>
  );
});
