import { nameRuleOfKey, nameRuleOfTitle } from './name-pagerduty-rule.js';

/**
 * The rule of an Opsgenie alert. Opsgenie has no rules: what its senders deduplicate by, the alias, names one if it is
 * made of fields (Nagios, Icinga); else it is the message without its numbers and ids. The webhook and the API must
 * lead to the same rule. An alert whose message is rewritten by a person into other words goes on under another rule.
 */
export function opsgenieRule(alert: { alias: string | null; message: string | null }): string {
  return nameRuleOfKey(alert.alias) ?? nameRuleOfTitle(alert.message ?? alert.alias ?? 'No message');
}
