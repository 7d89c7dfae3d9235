import { cutName } from './sender-labels.js';

/**
 * Identity of the rule of an Opsgenie alert. Opsgenie has no rules: what its senders deduplicate by, the alias, stands
 * for the rule. Without one of its sender's Opsgenie makes an alias of the alert's id; such an alert is of the rule
 * that its message names. The webhook and the API must lead to the same rule.
 */
export function opsgenieRule(alert: { alertId: string; alias: string | null; message: string | null }): {
  uid: string;
  name: string;
  /** null when Opsgenie made it up */
  alias: string | null;
} {
  const alias = alert.alias !== null && !alert.alertId.startsWith(alert.alias) ? alert.alias : null;
  const name = cutName(alert.message ?? alert.alias ?? alert.alertId);
  return { uid: alias === null ? name : cutName(alias), name, alias };
}
