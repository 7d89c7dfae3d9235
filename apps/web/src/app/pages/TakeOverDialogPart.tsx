import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReplayRulesResponse, ReplaySettings } from '@tenken/shared/replay.contract';
import { useCallback, useMemo, useState } from 'react';
import { ruleQuery } from '../../api/ruleQuery.js';
import { BulkDecisionForm } from '../../features/decisions/BulkDecisionForm.js';
import {
  type ReplayScope,
  type ReplaySelection,
  replayRulesQuery,
} from '../../features/what-if/replay.queries.js';
import { SuggestedChange } from '../../features/what-if/SuggestedChange.js';
import { TakeOverList } from '../../features/what-if/TakeOverList.js';
import {
  askedFor,
  isQuieter,
  keptOfRule,
  rulesAfter,
  type TakeOver,
} from '../../features/what-if/takeOver.js';
import { useT } from '../../i18n/useT.js';
import { DataState } from '../../ui/DataState.js';
import type { PersonOption } from '../../ui/PersonPicker.js';

export interface TakeOverDialogProps {
  opened: boolean;
  onClose(): void;
  taking: TakeOver | null;
  selection: ReplaySelection;
  scope: ReplayScope;
  people: readonly PersonOption[];
}

/** One decision for each rule of a what-if, each with the numbers of its own replay. */
export function TakeOverDialogPart({ opened, onClose, taking, ...rest }: TakeOverDialogProps) {
  const t = useT();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t(taking?.kind === 'loudest' ? 'whatIf.takeEach.title.fixed' : 'whatIf.takeEach.title')}
      size="xl"
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      {opened && taking !== null && <Loaded taking={taking} onClose={onClose} {...rest} />}
    </Modal>
  );
}

type LoadedProps = Omit<TakeOverDialogProps, 'opened' | 'taking'> & { taking: TakeOver };

function Loaded(props: LoadedProps) {
  const { taking, selection, scope } = props;
  const t = useT();
  const asked = askedFor(taking, selection);
  const query = useQuery(replayRulesQuery(asked.selection, scope, asked.settings));
  return (
    <DataState query={query} isEmpty={({ items }) => items.length === 0} empty={{ title: t('whatIf.empty') }}>
      {(answer) => <TakeOverForm {...props} answer={answer} />}
    </DataState>
  );
}

function TakeOverForm({
  taking,
  answer,
  scope,
  people,
  onClose,
}: LoadedProps & { answer: ReplayRulesResponse }) {
  const rules = useMemo(() => rulesAfter(taking, answer), [taking, answer]);
  // What the setting does not touch needs no decision.
  const [ticked, setTicked] = useState<ReadonlySet<string>>(
    () => new Set(rules.filter(isQuieter).map(({ id }) => id)),
  );
  const change = useCallback(
    (ruleId: string) => <RuleChange ruleId={ruleId} settings={answer.settings} />,
    [answer.settings],
  );
  return (
    <BulkDecisionForm
      rules={rules
        .filter(({ id }) => ticked.has(id))
        .map((rule) => ({ id: rule.id, name: rule.name, replay: keptOfRule(answer, rule) }))}
      people={people}
      timeZone={scope.timeZone}
      startKind={taking.kind === 'loudest' ? 'fix_cause' : 'tune'}
      list={(isLocked) => (
        <TakeOverList
          rules={rules}
          total={taking.kind === 'setting' ? answer.rules : rules.length}
          ticked={ticked}
          onTick={setTicked}
          isLocked={isLocked}
          change={taking.kind === 'setting' ? change : undefined}
        />
      )}
      onClose={onClose}
      onDone={onClose}
    />
  );
}

function RuleChange({ ruleId, settings }: { ruleId: string; settings: ReplaySettings }) {
  const query = useQuery(ruleQuery(ruleId));
  return (
    <DataState query={query} skeleton="text">
      {(rule) => <SuggestedChange rule={rule} settings={settings} />}
    </DataState>
  );
}
