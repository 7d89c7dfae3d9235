import {
  MAPPING_EXPRESSIONS,
  MappedState,
  type MappingExpression,
  type SourceMapping,
} from '@tenken/shared/source-mapping.contract';

/** A mapping as it stands in the form: texts, empty where nothing is said. */
export interface MappingDraft {
  /** whether messages name the start of their alert, or a state that holds from a time on */
  mode: 'start' | 'state';
  expressions: Readonly<Record<MappingExpression, string>>;
  /** a line for each: `P1 = critical` */
  severityValues: string;
  stateValues: string;
  timeZone: string | null;
}

/** Fields of the form that are no expressions. */
export type MappingField = MappingExpression | 'severityValues' | 'stateValues' | 'timeZone';

const START_ONLY: readonly MappingExpression[] = ['startsAt', 'endsAt', 'acknowledgedAt'];
const STATE_ONLY: readonly MappingExpression[] = ['at', 'state'];

/** Expressions that a form of this mode shows. */
export function expressionsOf(mode: MappingDraft['mode']): MappingExpression[] {
  const hidden = mode === 'start' ? STATE_ONLY : START_ONLY;
  return MAPPING_EXPRESSIONS.filter((field) => !hidden.includes(field));
}

export function toMappingDraft(mapping: SourceMapping | undefined): MappingDraft {
  return {
    mode: mapping?.state === undefined ? 'start' : 'state',
    expressions: Object.fromEntries(
      MAPPING_EXPRESSIONS.map((field) => [field, mapping?.[field] ?? '']),
    ) as Record<MappingExpression, string>,
    severityValues: writeValues(mapping?.severityValues),
    stateValues: writeValues(mapping?.stateValues),
    timeZone: mapping?.timeZone ?? null,
  };
}

/** Whether nothing is said at all: then the source has no mapping. */
export function isEmptyDraft(draft: MappingDraft): boolean {
  return MAPPING_EXPRESSIONS.every((field) => draft.expressions[field].trim() === '');
}

/** The mapping that a form says, and the fields that cannot be right (by the key of their message). */
export function fromMappingDraft(draft: MappingDraft): {
  mapping: SourceMapping;
  errors: Partial<Record<MappingField, 'missing' | 'values' | 'states'>>;
} {
  const errors: Partial<Record<MappingField, 'missing' | 'values' | 'states'>> = {};
  const needed: MappingExpression[] = draft.mode === 'start' ? ['rule', 'startsAt'] : ['rule', 'at', 'state'];
  const expressions: Partial<Record<MappingExpression, string>> = {};
  for (const field of expressionsOf(draft.mode)) {
    const text = draft.expressions[field].trim();
    if (text !== '') expressions[field] = text;
    else if (needed.includes(field)) errors[field] = 'missing';
  }
  const severityValues = readValues(draft.severityValues);
  if (severityValues === null) errors.severityValues = 'values';
  const stateValues = draft.mode === 'start' ? {} : readValues(draft.stateValues);
  if (stateValues === null) errors.stateValues = 'values';
  else if (Object.values(stateValues).some((state) => !isState(state))) errors.stateValues = 'states';
  return {
    mapping: {
      rule: '',
      ...expressions,
      ...(severityValues && Object.keys(severityValues).length > 0 ? { severityValues } : {}),
      ...(stateValues && Object.keys(stateValues).length > 0
        ? { stateValues: stateValues as Record<string, MappedState> }
        : {}),
      ...(draft.timeZone === null ? {} : { timeZone: draft.timeZone }),
    },
    errors,
  };
}

function isState(word: string): boolean {
  return (MappedState.options as readonly string[]).includes(word);
}

function writeValues(values: Readonly<Record<string, string>> | undefined): string {
  return Object.entries(values ?? {})
    .map(([word, meaning]) => `${word} = ${meaning}`)
    .join('\n');
}

/** `P1 = critical` line by line; the last `=` counts, the sender's word may hold one. Null: a line says nothing. */
function readValues(text: string): Record<string, string> | null {
  const values: [string, string][] = [];
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    const at = line.search(/[=＝][^=＝]*$/);
    const word = line.slice(0, Math.max(0, at)).trim();
    const meaning = line.slice(at + 1).trim();
    if (at < 0 || word === '' || meaning === '') return null;
    values.push([word, meaning]);
  }
  return Object.fromEntries(values);
}
