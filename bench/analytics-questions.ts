/** One figure's endpoint, and SQL that does no more than read the rows of its cohort once; $1, $2 = the range. */
export interface Question {
  name: string;
  path: string;
  query?: string;
  /** of what is listed there is no range */
  isList?: boolean;
  rows: string;
}

const COHORT = `coalesce(started_at, detected_at, declared_at)`;
const INCIDENTS = `select count(*), min(resolved_at), max(resolved_at), min(severity), max(reopened_count)
  from incidents where deleted_at is null and ${COHORT} >= $1 and ${COHORT} < $2`;
const ACTION_ITEMS = `select count(*), min(completed_at), max(completed_at), min(due_on), max(declined_at), min(type)
  from action_items where created_at >= $1 and created_at < $2`;
const RECURRENCES = `select count(*), min(i.resolved_at), max(i.resolved_at), min(r.status), max(r.created_at)
  from incidents i left join incident_recurrences r on r.incident_id = i.id
  where i.deleted_at is null and coalesce(i.started_at, i.detected_at, i.declared_at) >= $1
    and coalesce(i.started_at, i.detected_at, i.declared_at) < $2`;
const POSTMORTEMS = `select count(*), min(i.resolved_at), max(p.reviewed_at), min(p.status), min(i.severity)
  from incidents i left join postmortems p on p.incident_id = i.id
  where i.deleted_at is null and i.resolved_at >= $1 and i.resolved_at < $2`;

const duration = (name: string, query: string, rows = INCIDENTS): Question => ({
  name: `durations: ${name}`,
  path: '/api/v1/metrics/durations',
  query,
  rows,
});

/** Every figure of the pages, as the pages ask for it: by week. */
export const QUESTIONS: readonly Question[] = [
  duration('time to restore by week', 'metric=ttr&bucket=week&points=1'),
  duration('by severity', 'metric=ttr&bucket=week&groupBy=severity'),
  duration('by service', 'metric=ttr&bucket=week&groupBy=service'),
  duration('time to detect, one service', 'metric=ttd&bucket=week&service=bench-1'),
  duration('any two instants', 'metric=declaredAt-mitigatedAt&bucket=week&compare=last_year'),
  { ...duration('survival curve', 'metric=ttr'), path: '/api/v1/metrics/durations/curve' },
  { ...duration('rows', 'metric=ttr&limit=50'), path: '/api/v1/metrics/durations/incidents' },
  { name: 'incident rates', path: '/api/v1/metrics/incident-rates', query: 'bucket=week', rows: INCIDENTS },
  {
    name: 'incident rates by team',
    path: '/api/v1/metrics/incident-rates',
    query: 'bucket=week&groupBy=team',
    rows: INCIDENTS,
  },
  { name: 'recurrence', path: '/api/v1/metrics/recurrence', rows: RECURRENCES },
  { name: 'action items', path: '/api/v1/metrics/action-items', query: 'bucket=month', rows: ACTION_ITEMS },
  {
    name: 'action items by team',
    path: '/api/v1/metrics/action-items',
    query: 'bucket=month&groupBy=team',
    rows: ACTION_ITEMS,
  },
  { name: 'postmortems', path: '/api/v1/metrics/postmortems', query: 'bucket=month', rows: POSTMORTEMS },
  {
    name: 'definition changes',
    path: '/api/v1/metrics/definition-changes',
    rows: 'select count(*) from audit_log',
  },
  { name: 'home', path: '/api/v1/home', isList: true, rows: INCIDENTS },
  {
    name: 'incident list',
    path: '/api/v1/incidents',
    query: 'limit=50',
    rows: INCIDENTS,
  },
  { name: 'incident list, choices of its filters', path: '/api/v1/incidents/facets', rows: INCIDENTS },
  {
    name: 'action item list',
    path: '/api/v1/action-items',
    query: 'limit=50',
    isList: true,
    rows: 'select count(*), min(due_on), max(created_at), min(status) from action_items',
  },
  {
    name: 'postmortem queue',
    path: '/api/v1/postmortems',
    query: 'limit=50',
    isList: true,
    rows: 'select count(*), min(reviewed_at), max(drafted_at), min(status) from postmortems',
  },
  {
    name: 'suggested recurrences',
    path: '/api/v1/recurrences',
    query: 'limit=50',
    isList: true,
    rows: `select count(*), min(created_at), max(created_at) from incident_recurrences where status = 'suggested'`,
  },
];
