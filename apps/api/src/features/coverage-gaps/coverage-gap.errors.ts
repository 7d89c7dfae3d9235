import { DomainError } from '../../errors/domain-error.js';

/** Errors of the gap register. */
export const coverageGapErrors = {
  notFound: (id: string) => DomainError.notFound('coverage_gap', id),
  stale: (id: string) => DomainError.stale('coverage_gap', id),
  noSuchService: (id: string) =>
    DomainError.invalid('serviceId', `there is no service ${id}`, 'service_not_found'),
  noSuchIncident: (id: string) =>
    DomainError.invalid('incidentId', `there is no incident ${id}`, 'incident_not_found'),
  noSuchRule: (id: string) =>
    DomainError.invalid('closingAlertRuleId', `there is no alert rule ${id}`, 'alert_rule_not_found'),
  needsClosingRule: () =>
    DomainError.invalid('closingAlertRuleId', 'say which rule closes the gap', 'closing_rule_required'),
  needsReason: () =>
    DomainError.invalid('acceptedReason', 'say why it is accepted', 'acceptance_reason_required'),
  needsEnd: () =>
    DomainError.invalid(
      'acceptedUntil',
      'say when to look at it again (a day to come)',
      'acceptance_date_required',
    ),
};
