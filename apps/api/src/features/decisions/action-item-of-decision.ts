import type { ActionItemType } from '@tenken/shared/action-items.contract';
import type { DecisionKind } from '@tenken/shared/decisions.contract';
import type { Language } from '@tenken/shared/identity.contract';

const TYPES: Record<DecisionKind, ActionItemType> = {
  fix_cause: 'prevent',
  tune: 'detect',
  reroute: 'detect',
  downgrade: 'detect',
  merge: 'detect',
  delete: 'detect',
  add_runbook: 'repair',
  keep: 'other',
};

const TITLES: Record<Language, Record<DecisionKind, (rule: string) => string>> = {
  en: {
    fix_cause: (rule) => `Fix the cause of “${rule}”`,
    tune: (rule) => `Tune “${rule}”`,
    reroute: (rule) => `Re-route “${rule}”`,
    downgrade: (rule) => `Lower the severity of “${rule}”`,
    merge: (rule) => `Merge “${rule}” with the alert that already tells it`,
    delete: (rule) => `Delete “${rule}”`,
    add_runbook: (rule) => `Write a runbook for “${rule}”`,
    keep: (rule) => `Keep “${rule}”`,
  },
  ja: {
    fix_cause: (rule) => `「${rule}」の原因を取り除く`,
    tune: (rule) => `「${rule}」を調整する`,
    reroute: (rule) => `「${rule}」の通知先を変更する`,
    downgrade: (rule) => `「${rule}」の重大度を下げる`,
    merge: (rule) => `「${rule}」を重複するアラートに統合する`,
    delete: (rule) => `「${rule}」を削除する`,
    add_runbook: (rule) => `「${rule}」の手順書を用意する`,
    keep: (rule) => `「${rule}」を維持する`,
  },
};

/** Which lens of prevention the work of a decision belongs to. */
export function actionItemType(kind: DecisionKind): ActionItemType {
  return TYPES[kind];
}

/** What there is to do, in the language of the session. */
export function actionItemTitle(kind: DecisionKind, ruleName: string, language: Language): string {
  return TITLES[language][kind](ruleName);
}
