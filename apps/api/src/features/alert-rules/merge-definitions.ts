import { createHash } from 'node:crypto';
import type { RuleDefinition } from './rule-definition.js';

/** One definition as it is kept in a version; instants and numbers as JSON has them. */
export interface RuleVariant {
  name: string;
  groupName: string | null;
  file: string | null;
  expression: string | null;
  forSeconds: number | null;
  keepFiringForSeconds: number | null;
  labels: Record<string, string>;
  annotations: Record<string, string>;
  severity: string | null;
  service: string | null;
  summary: string | null;
  runbookUrl: string | null;
  dashboardUrl: string | null;
  detail: Readonly<Record<string, unknown>>;
}

/** A definition with nothing left open. Values that are templates describe an alert, not the rule: they are no name. */
export function toVariant(definition: RuleDefinition): RuleVariant {
  return {
    name: definition.name,
    groupName: definition.groupName ?? null,
    file: definition.file ?? null,
    expression: definition.expression,
    forSeconds: definition.forSeconds ?? null,
    keepFiringForSeconds: definition.keepFiringForSeconds ?? null,
    labels: definition.labels,
    annotations: definition.annotations,
    severity: plain(definition.severity),
    service: plain(definition.service),
    summary: definition.summary ?? null,
    runbookUrl: plain(definition.runbookUrl),
    dashboardUrl: plain(definition.dashboardUrl),
    detail: definition.detail ?? {},
  };
}

/**
 * The variants of a rule after a listing named some of them, in a fixed order. A complete listing is the truth; a
 * partial one (a file, an alarm's message) replaces what stands at the same place (file and group): the variant with
 * the same static labels, or the only other one there; the rest stays.
 */
export function mergeVariants(
  known: readonly RuleVariant[],
  listed: readonly RuleVariant[],
  isComplete: boolean,
): RuleVariant[] {
  const kept = isComplete ? [] : [...known];
  const unmatched: RuleVariant[] = [];
  for (const variant of listed) {
    const at = kept.findIndex(
      (one) => placeOf(one) === placeOf(variant) && labelsOf(one) === labelsOf(variant),
    );
    if (at === -1) unmatched.push(variant);
    else kept.splice(at, 1);
  }
  for (const variant of unmatched) {
    const there = kept.filter((one) => placeOf(one) === placeOf(variant));
    const others = unmatched.filter((one) => placeOf(one) === placeOf(variant));
    if (there.length === 1 && others.length === 1) kept.splice(kept.indexOf(there[0]!), 1);
  }
  const byText = new Map([...kept, ...listed].map((variant) => [sortText(variant), variant]));
  return [...byText].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, variant]) => variant);
}

/** Equal for definitions that are the same in every respect: what fires, its words, and the place where it stands. */
export function definitionHash(variants: readonly RuleVariant[]): string {
  return digest(variants);
}

/** Equal for definitions that fire alike: a change of words alone does not make a rule another one. */
export function behaviourHash(variants: readonly RuleVariant[]): string {
  return digest(variants.map(behaviourOf));
}

/** Equal for two rules of which one may be the other under a new name; null when nothing tells what they watch. */
export function renameKey(variants: readonly RuleVariant[]): string | null {
  if (variants.length === 0 || variants.some(({ expression }) => expression === null)) return null;
  return digest(
    variants.map((one) => canonical([one.file, one.groupName, one.expression, one.forSeconds])).sort(),
  );
}

function behaviourOf(variant: RuleVariant): unknown {
  const { expression, forSeconds, keepFiringForSeconds, labels, detail } = variant;
  return [expression, forSeconds, keepFiringForSeconds, labels, detail];
}

function placeOf({ file, groupName }: RuleVariant): string {
  return canonical([file, groupName]);
}

function labelsOf({ labels }: RuleVariant): string {
  return canonical(labels);
}

/** By place first, then by what differs between variants: severity, threshold. */
function sortText(variant: RuleVariant): string {
  return canonical([variant.file, variant.groupName, variant.severity, variant]);
}

function plain(text: string | null | undefined): string | null {
  return text?.trim() && !text.includes('{{') ? text.trim() : null;
}

function digest(value: unknown): string {
  return createHash('sha256').update(canonical(value)).digest('hex').slice(0, 32);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
