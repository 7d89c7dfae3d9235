import { z } from 'zod';
import { cutName, MaybeText, Name } from './sender-labels.js';

const Role = z.looseObject({ serviceName: MaybeText, roleName: MaybeText, fullname: MaybeText });
export const MackerelRoles = z.array(Role).catch([]);

export const MackerelHost = z.looseObject({
  id: Name,
  name: MaybeText,
  url: MaybeText,
  status: MaybeText,
  roles: MackerelRoles,
});

/**
 * Identity of a Mackerel rule. The webhook has no id of the monitor, only its name, and Mackerel lets two monitors
 * have one name: with the type they are told apart as far as the webhook can tell. Two monitors of one type and name
 * are one rule here; rename one of them.
 */
export function mackerelRuleUid(type: string, monitorName: string): string {
  return cutName(`${type}/${monitorName}`);
}
