/** How long alerts fire, by service and month. */
export const alertDurationsEn = {
  'alertDurations.chart.title': 'How long alerts fire, by service and month',
  'alertDurations.chart.summary':
    'Whole months of UTC that the range touches, one axis for all. {shown} of {total, plural, one {# service} other {# services}}, those with the most alerts first; the CSV has all.',
  'alertDurations.chart.small':
    '{service}: {n, plural, one {# ended alert} other {# ended alerts}}{open, plural, =0 {} other {, # still firing}}',
  'alertDurations.noService': 'Rules without a service',
  'alertDurations.unfinished': 'Not over yet: computed now',
  'alertDurations.tip.n': '{n, plural, =0 {No ended alert} one {# ended alert} other {# ended alerts}}',
  'alertDurations.tip.open': '{n} still firing, not counted',
  'alertDurations.table': 'Durations of alerts by service and month',
  'alertDurations.col.service': 'Service',
  'alertDurations.col.month': 'Month (UTC)',
  'alertDurations.col.n': 'Ended',
  'alertDurations.col.open': 'Still firing (not counted)',
  'alertDurations.empty.title': 'No alerts in these months',
  'alertDurations.empty.hint': 'Nothing has fired since {from}, or no source sends alerts yet.',
  'alertDurations.empty.narrowed':
    'No rule of the services or the team in the top bar has fired since {from}. Rules take part by the service that they belong to now.',
} as const;
