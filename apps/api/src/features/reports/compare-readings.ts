import type {
  ReportActionItemRow,
  ReportFigure,
  ReportIncidentRow,
  ReportRowChange,
} from '@tenken/shared/report-rows.contract';
import type { ReportFigureChange } from '@tenken/shared/reports.contract';

/** The rows of one reading. */
export interface ReadingRows {
  incidents: readonly ReportIncidentRow[];
  actionItems: readonly ReportActionItemRow[];
}

/** Where a row is that the later reading does not show; undefined: it does not exist any more. */
export type Whereabouts = (list: ReportRowChange['list'], id: string) => string;

const INSTANTS = [
  'startedAt',
  'detectedAt',
  'acknowledgedAt',
  'declaredAt',
  'mitigatedAt',
  'resolvedAt',
  'closedAt',
] as const;
const CLASSES = [
  'kind',
  'severity',
  'firstSeverity',
  'detectionSource',
  'cause',
  'trigger',
  'duplicateOfId',
  'team',
  'services',
  'recurrence',
] as const;
const ITEM_INSTANTS = ['createdAt', 'completedAt', 'declinedAt'] as const;
const ITEM_CLASSES = ['type', 'priority', 'severity', 'team', 'incidentId', 'dueOn', 'status'] as const;

/** Every figure that reads otherwise, in the order of the report; a figure of only one of the two stands alone. */
export function compareFigures(
  was: readonly ReportFigure[],
  now: readonly ReportFigure[],
): ReportFigureChange[] {
  const nameOf = ({ section, figure, group }: ReportFigure) => `${section}\n${figure}\n${group}`;
  const later = new Map(now.map((figure) => [nameOf(figure), figure]));
  const names = new Set(was.map(nameOf));
  const changes = was.flatMap((figure): ReportFigureChange[] => {
    const other = later.get(nameOf(figure)) ?? null;
    return other !== null && isSameFigure(figure, other) ? [] : [{ was: figure, now: other }];
  });
  const added = now
    .filter((figure) => !names.has(nameOf(figure)))
    .map((figure) => ({ was: null, now: figure }));
  return [...changes, ...added];
}

/** Every row that differs: first what came late, then what is gone, then what changed, each by id. */
export function compareRows(was: ReadingRows, now: ReadingRows, whereabouts: Whereabouts): ReportRowChange[] {
  const changes = [
    ...compareList('incidents', was.incidents, now.incidents, whereabouts, incidentChanges),
    ...compareList('action_items', was.actionItems, now.actionItems, whereabouts, actionItemChanges),
  ];
  const order = ['late', 'gone', 'corrected', 'reclassified', 'progressed'];
  return changes.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
}

type Change = ReportRowChange['changes'][number];
type Differences = { kind: ReportRowChange['kind']; changes: Change[] } | null;

function compareList<Row extends { id: string; title: string }>(
  list: ReportRowChange['list'],
  was: readonly Row[],
  now: readonly Row[],
  whereabouts: Whereabouts,
  differences: (was: Row, now: Row) => Differences,
): ReportRowChange[] {
  const later = new Map(now.map((row) => [row.id, row]));
  const known = new Set(was.map((row) => row.id));
  const late = now
    .filter((row) => !known.has(row.id))
    .map(({ id, title }) => ({ list, kind: 'late' as const, id, title, reason: null, changes: [] }));
  const rest = was.flatMap((row): ReportRowChange[] => {
    const other = later.get(row.id);
    const { id, title } = row;
    if (other === undefined)
      return [{ list, kind: 'gone', id, title, reason: whereabouts(list, id), changes: [] }];
    const found = differences(row, other);
    return found === null ? [] : [{ list, id, title: other.title, reason: null, ...found }];
  });
  return [...late, ...rest];
}

/** An instant that was unknown while the incident went on, and is known now, is no correction. */
function incidentChanges(was: ReportIncidentRow, now: ReportIncidentRow): Differences {
  const instants = INSTANTS.flatMap((field) => changeOf(field, was[field], now[field]));
  const classes = CLASSES.flatMap((field) => classChange(field, was[field], now[field]));
  const wasOpen = was.resolvedAt === null && was.closedAt === null;
  const progress = wasOpen && instants.every((change) => change.from === null);
  return judged(instants, classes, progress);
}

function actionItemChanges(was: ReportActionItemRow, now: ReportActionItemRow): Differences {
  const instants = ITEM_INSTANTS.flatMap((field) => changeOf(field, was[field], now[field]));
  const classes = ITEM_CLASSES.flatMap((field) => classChange(field, was[field], now[field]));
  const wasOpen = was.status === 'open' || was.status === 'in_progress';
  const onlyStatus = classes.every(({ field }) => field === 'status');
  const progress = wasOpen && onlyStatus && instants.every((change) => change.from === null);
  if (progress && classes.length > 0) return { kind: 'progressed', changes: [...classes, ...instants] };
  return judged(instants, classes, progress);
}

function judged(instants: Change[], classes: Change[], progress: boolean): Differences {
  if (instants.length + classes.length === 0) return null;
  const changes = [...instants, ...classes];
  if (instants.length > 0 && !progress) return { kind: 'corrected', changes };
  return { kind: classes.length > 0 ? 'reclassified' : 'progressed', changes };
}

function changeOf(field: string, from: string | null, to: string | null): Change[] {
  return from === to ? [] : [{ field, from, to }];
}

type Said = string | null | { id: string; name: string } | readonly { id: string; name: string }[];

/** Teams and services are told apart by id, a new name is no other service; they are said by name. */
function classChange(field: string, from: Said, to: Said): Change[] {
  if (textOf(from, 'id') === textOf(to, 'id')) return [];
  return [{ field, from: textOf(from, 'name'), to: textOf(to, 'name') }];
}

function textOf(value: Said, part: 'id' | 'name'): string | null {
  if (value === null || typeof value === 'string') return value;
  const all = 'name' in value ? [value] : value;
  return all.length === 0
    ? null
    : all
        .map((one) => one[part])
        .sort()
        .join(', ');
}

function isSameFigure(a: ReportFigure, b: ReportFigure): boolean {
  return (
    a.value === b.value &&
    a.lower === b.lower &&
    a.upper === b.upper &&
    a.text === b.text &&
    a.n === b.n &&
    a.missing === b.missing &&
    a.excluded === b.excluded &&
    a.open === b.open
  );
}
