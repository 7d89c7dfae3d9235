import type { AlertRuleVersion } from '@tenken/shared/alert-rules.contract';
import type { ReplaySettings } from '@tenken/shared/replay.contract';
import { prometheusDuration } from './prometheusDuration.js';

export interface DiffLine {
  kind: 'same' | 'removed' | 'added';
  text: string;
}

type Definition = Pick<
  AlertRuleVersion['variants'][number],
  'expression' | 'forSeconds' | 'keepFiringForSeconds' | 'labels' | 'annotations'
>;

/**
 * The change of a Prometheus rule that a setting comes to, as lines of a diff: delay and hold are added to what the
 * rule waits and holds already (the replay saw alerts that had waited that long). The other fields stay as they are
 * known; an expression that nobody told is left to the reader. No line where neither changes.
 */
export function suggestRuleChange(
  name: string,
  definition: Definition,
  settings: ReplaySettings,
): DiffLine[] {
  const { expression, labels, annotations } = definition;
  const changes = [
    ...changeOf('for', definition.forSeconds, settings.onDelaySeconds),
    ...changeOf('keep_firing_for', definition.keepFiringForSeconds, settings.offDelaySeconds),
  ];
  if (changes.every(({ kind }) => kind === 'same')) return [];
  return [
    same(`- alert: ${scalar(name)}`),
    ...(expression === null ? [same('  expr: # …')] : block('expr', expression)),
    ...changes,
    ...pairs('labels', labels),
    ...pairs('annotations', annotations),
  ];
}

/** The rule as it would be, to paste over the old one. */
export function ruleAfter(lines: readonly DiffLine[]): string {
  return `${lines
    .filter(({ kind }) => kind !== 'removed')
    .map(({ text }) => text)
    .join('\n')}\n`;
}

/** The lines as a unified diff without file names. */
export function diffText(lines: readonly DiffLine[]): string {
  const sign = { same: ' ', removed: '-', added: '+' } as const;
  return `${lines.map(({ kind, text }) => `${sign[kind]}${text}`).join('\n')}\n`;
}

function same(text: string): DiffLine {
  return { kind: 'same', text };
}

function changeOf(field: string, nowSeconds: number | null, addedSeconds: number): DiffLine[] {
  const before = nowSeconds === null ? [] : [`  ${field}: ${prometheusDuration(nowSeconds)}`];
  if (addedSeconds === 0) return before.map(same);
  return [
    ...before.map((text): DiffLine => ({ kind: 'removed', text })),
    { kind: 'added', text: `  ${field}: ${prometheusDuration((nowSeconds ?? 0) + addedSeconds)}` },
  ];
}

function block(field: string, value: string): DiffLine[] {
  const lines = value.trimEnd().split('\n');
  if (lines.length === 1) return [same(`  ${field}: ${scalar(value)}`)];
  return [same(`  ${field}: |-`), ...lines.map((line) => same(`    ${line}`))];
}

function pairs(field: string, values: Readonly<Record<string, string>>): DiffLine[] {
  const entries = Object.entries(values);
  if (entries.length === 0) return [];
  return [same(`  ${field}:`), ...entries.map(([key, value]) => same(`    ${key}: ${scalar(value)}`))];
}

/** A YAML scalar: plain where nothing in it can mean something else, else in double quotes as JSON writes it. */
function scalar(value: string): string {
  const isPlain =
    /^[A-Za-z_][\w .,/()%+*=<>~^$-]*$/.test(value) &&
    !/^(?:true|false|yes|no|on|off|null|y|n)$/i.test(value) &&
    !value.endsWith(' ');
  return isPlain ? value : JSON.stringify(value);
}
