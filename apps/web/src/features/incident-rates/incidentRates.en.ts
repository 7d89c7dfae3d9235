/** How often incidents happen. */
export const incidentRatesEn = {
  'incidentRates.title': 'How often do incidents happen?',
  'incidentRates.figure.rate': 'Incidents per week',
  'incidentRates.figure.n': 'Incidents',
  'incidentRates.figure.between': 'Mean days between incidents',
  'incidentRates.figure.between.few': 'Shown from 10 incidents on; below that, the rate.',
  'incidentRates.figure.change': 'Change',
  'incidentRates.figure.against': 'Change against {against}',
  'incidentRates.days': '{days, plural, one {# day} other {# days}}',
  'incidentRates.notBegun': 'Nothing of the period has passed yet.',
  'incidentRates.exposure': 'over {days, plural, one {# day} other {# days}}',
  'incidentRates.verdict.lower': 'Fewer',
  'incidentRates.verdict.higher': 'More',
  'incidentRates.verdict.no_clear_change': 'No clear change',
  'incidentRates.verdict.too_few': 'Too few to tell',
  'incidentRates.verdict.unfinished': 'Not compared',
  'incidentRates.verdict.alone': 'Not compared',
  'incidentRates.verdict.alone.hint': 'No other period is chosen.',
  'incidentRates.verdict.ratio':
    '{rate} a week, there {before}: {ratio} times as often (95% interval {lower} – {upper}; p {p}; {n} and <rows>{m}</rows> incidents).',
  'incidentRates.verdict.ratio.atLeast':
    '{rate} a week; there none is recorded, which makes it at least {lower} times as often (p {p}; {n} and <rows>{m}</rows> incidents).',
  'incidentRates.verdict.too_few.hint': '{n} and <rows>{m}</rows> incidents are too few to tell rates apart.',
  'incidentRates.verdict.unfinished.hint':
    '{running, select, current {The period is not over.} other {The period compared with is not over.}} So far {rate} a week, there {before} ({n} and <rows>{m}</rows> incidents).',
  'incidentRates.finding.lower':
    '<b>Incidents</b> are fewer than in {against}: {rate} a week, there {before}, which is {least, number, percent} to {most, number, percent} less ({n} and {m} incidents).',
  'incidentRates.finding.higher':
    '<b>Incidents</b> are more than in {against}: {rate} a week, {bounded, select, yes {there {before}, which is {times} to {mostTimes} times as often} other {there none is recorded: at least {times} times as often}} ({n} and {m} incidents).',
  'incidentRates.finding.no_clear_change':
    '<b>Incidents</b>: no clear change against {against} ({rate} a week, there {before}; {n} and {m} incidents). Anything from {least, number, percent} fewer to {bounded, select, yes {{most, number, percent} more} other {many times more}} would fit.',
  'incidentRates.finding.too_few':
    '<b>Incidents</b>: {rate} a week; too few to tell whether that differs from {against} ({n} and {m} incidents).',
  'incidentRates.finding.unfinished':
    '<b>Incidents</b>: {rate} a week so far ({n}), in {against} {before} ({m}). No verdict yet, since {running, select, current {the period is not over} other {the period compared with is not over}}.',
  'incidentRates.finding.alone':
    '<b>Incidents</b>: {rate} a week (95% interval {lower} – {upper}; {n, plural, one {# incident} other {# incidents}}).',
  'incidentRates.finding.none':
    '<b>Incidents</b>: none in this range; up to {upper} a week would fit with that.',
  'incidentRates.finding.notBegun': '<b>Incidents</b>: nothing of this range has passed yet.',
  'incidentRates.chart.title': '{rate} incidents a week',
  'incidentRates.chart.title.none': 'Incidents per week',
  'incidentRates.chart.summary':
    '95% interval {lower} – {upper}; {n, plural, one {# incident} other {# incidents}}. Per period the rate with its exact interval; click a period for its incidents.',
  'incidentRates.chart.groups': 'The {shown} groups with the most incidents, of {total}; one axis for all.',
  'incidentRates.chart.small': '{group}: {rate} a week, n = {n}',
  'incidentRates.tip.rate': '{rate} a week',
  'incidentRates.tip.interval': '95% interval {lower} – {upper}',
  'incidentRates.tip.n': '{n, plural, one {# incident} other {# incidents}}',
  'incidentRates.tip.unfinished': 'Not over yet: counted by the days that have passed',
  'incidentRates.tip.notBegun': 'Not begun yet',
  'incidentRates.legend.rate': 'Rate with 95% interval',
  'incidentRates.legend.cut': 'The interval reaches beyond the axis',
  'incidentRates.legend.before': 'Rate: {period}',
  'incidentRates.table': 'Incidents per week by period',
  'incidentRates.col.group': 'Group',
  'incidentRates.col.period': 'Period',
  'incidentRates.col.n': 'Incidents',
  'incidentRates.col.rate': 'Per week',
  'incidentRates.col.interval': '95% interval',
  'incidentRates.col.days': 'Days passed',
  'incidentRates.col.excluded': 'Left out',
  'incidentRates.total': 'Whole range',
  'incidentRates.excluded': 'Left out: {list}. The ledger above puts a class back.',
  'incidentRates.excluded.one': '{reason} {n}',
  'incidentRates.empty.title': 'No incidents in this range',
  'incidentRates.empty.hint':
    'None is a figure too: with no incident in {days, plural, one {# day} other {# days}}, up to {upper} a week would fit.',
} as const;
