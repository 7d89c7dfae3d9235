import {
  type Document,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseAllDocuments,
  type YAMLMap,
} from 'yaml';
import type { RawRecord } from '../reading/raw-record.js';

/** Past this many aliases a file is no rule file but an attack on whoever reads it. */
const MAX_ALIASES = 100;
const RAW_LENGTH = 2000;

/** What stands for a recording rule: it makes a series and never fires, so there is nothing to import. */
export const RECORDING_RULE = 'recording_rule';

/**
 * The rules of a Prometheus rule file (`groups: [{name, rules: […]}]`), also inside a PrometheusRule of Kubernetes
 * (`spec.groups`), each with the line on which it stands. A rule that cannot be read is a row with its reason and does
 * not stop the others. `fileName` becomes the rules' file.
 */
export function readRuleFile(text: string, fileName: string | null): RawRecord[] {
  const lines = new LineCounter();
  const records: RawRecord[] = [];
  const lineOf = (node: Node | null | undefined) => lines.linePos(node?.range?.[0] ?? 0).line;
  const rawOf = (node: Node | null | undefined) =>
    node?.range ? text.slice(node.range[0], node.range[1]).slice(0, RAW_LENGTH).trimEnd() : '';
  const refuse = (node: Node | null | undefined, field: string | null, reason: string) =>
    records.push({
      line: lineOf(node),
      raw: rawOf(node),
      error: { field, reason, code: 'not_a_rule_file', params: {} },
    });
  const documents = parseAllDocuments(text, { lineCounter: lines, stringKeys: true });
  if (!Array.isArray(documents)) return [];
  for (const document of documents) {
    const [error] = document.errors;
    if (error !== undefined) {
      const line = lines.linePos(error.pos[0]).line;
      const raw = text.split('\n')[line - 1] ?? '';
      const reason = error.message.split('\n')[0]!.replace(/ at line \d+, column \d+:?$/, '');
      records.push({
        line,
        raw: raw.slice(0, RAW_LENGTH),
        error: {
          field: null,
          reason: `not valid YAML: ${reason}`,
          code: 'not_yaml',
          params: { why: reason },
        },
      });
      continue;
    }
    const root = document.contents;
    if (root === null) continue;
    const groups = isMap(root) ? (root.get('groups', true) ?? root.getIn(['spec', 'groups'], true)) : null;
    if (isScalar(groups) && groups.value === null) continue;
    if (!isSeq(groups)) {
      refuse(root, 'groups', 'expected a rule file: "groups" with a list of groups of rules');
      continue;
    }
    for (const group of groups.items) {
      if (!isMap(group)) {
        refuse(group as Node, 'groups', 'expected a group with "name" and "rules"');
        continue;
      }
      const name = group.get('name');
      const rules = group.get('rules', true);
      if (rules === undefined || (isScalar(rules) && rules.value === null)) continue;
      if (!isSeq(rules)) {
        refuse(group, 'rules', 'expected a list of rules');
        continue;
      }
      for (const rule of rules.items as Node[]) {
        if (!isMap(rule)) refuse(rule, null, 'expected a rule with "alert" and "expr"');
        else records.push(ruleRecord(document, rule, String(name ?? '')));
      }
    }
  }
  return records;

  function ruleRecord(document: Document, rule: YAMLMap, group: string): RawRecord {
    const [line, raw] = [lineOf(rule), rawOf(rule)];
    if (rule.has('record') && !rule.has('alert')) return { line, raw, value: { kind: RECORDING_RULE } };
    const wrong = rule.items.find(
      (pair) => isPair(pair) && isScalar(pair.key) && !KNOWN.has(String(pair.key.value)),
    );
    if (wrong !== undefined && isScalar(wrong.key)) {
      // Prometheus refuses such a file as well: mostly a typing error in `for` or `labels`
      const field = String(wrong.key.value);
      return {
        line: lineOf(wrong.key),
        raw,
        error: {
          field,
          reason: 'a rule has no such field',
          code: 'unknown_fields',
          params: { names: field },
        },
      };
    }
    try {
      const value = rule.toJS(document, { maxAliasCount: MAX_ALIASES });
      return { line, raw, value: { ...(value as object), group: group || null, file: fileName } };
    } catch (error) {
      const why = (error as Error).message;
      return { line, raw, error: { field: null, reason: why, code: 'not_yaml', params: { why } } };
    }
  }
}

const KNOWN = new Set(['alert', 'expr', 'for', 'keep_firing_for', 'labels', 'annotations']);
