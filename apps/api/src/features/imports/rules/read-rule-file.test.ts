import { describe, expect, it } from '@jest/globals';
import { readRuleFile } from './read-rule-file.js';
import { parsePrometheusDuration, ruleDefinition } from './rule-definition.js';

const FILE = `groups:
  - name: api
    interval: 30s
    rules:
      - alert: HighErrors
        expr: |
          rate(errors[5m])
            > 5
        for: 1h30m
        labels: { severity: critical, service: checkout }
        annotations:
          summary: "Errors of {{ $labels.instance }}"
          runbook_url: https://run.example.com/errors
      - record: job:errors:rate5m
        expr: sum(rate(errors[5m]))
      - alert: Typo
        expr: up == 0
        four: 5m
      - just text
      - alert: Last
        expr: up == 0
  - name: empty
    rules:
`;

describe('rule files', () => {
  it('gives a record per rule with its line, and a reason for what cannot be read', () => {
    expect(
      readRuleFile(FILE, 'api.yml').map(({ line, ...record }) => [
        line,
        'error' in record ? record.error : (record as { value: unknown }).value,
      ]),
    ).toEqual([
      [5, expect.objectContaining({ alert: 'HighErrors', group: 'api', file: 'api.yml', for: '1h30m' })],
      [14, { kind: 'recording_rule' }],
      [
        18,
        {
          field: 'four',
          reason: 'a rule has no such field',
          code: 'unknown_fields',
          params: { names: 'four' },
        },
      ],
      [
        19,
        {
          field: null,
          reason: 'expected a rule with "alert" and "expr"',
          code: 'not_a_rule_file',
          params: {},
        },
      ],
      [20, expect.objectContaining({ alert: 'Last', expr: 'up == 0' })],
    ]);
  });

  it('reads a PrometheusRule of Kubernetes, several documents, and files without rules', () => {
    const resource = `kind: PrometheusRule\nspec:\n  groups:\n    - name: g\n      rules:\n        - alert: A\n          expr: x\n`;
    expect(
      readRuleFile(`---\n${resource}---\n${resource.replace('alert: A', 'alert: B')}`, null),
    ).toMatchObject([
      { line: 7, value: { alert: 'A' } },
      { line: 15, value: { alert: 'B' } },
    ]);
    expect(readRuleFile('groups:\n', null)).toEqual([]);
    expect(readRuleFile('', null)).toEqual([]);
  });

  it.each([
    ['groups:\n  - name: "a\n', 'not valid YAML'],
    ['- a\n', 'expected a rule file'],
    ['groups: 3\n', 'expected a rule file'],
    ['hello\n', 'expected a rule file'],
  ])('says why %j is no rule file', (text, reason) => {
    const [record] = readRuleFile(text, null);
    expect(record).toMatchObject({ error: { reason: expect.stringContaining(reason) } });
  });

  it('does not let aliases blow up', () => {
    let text = 'x0: &x0 [a, a, a, a, a, a, a, a, a, a]\n';
    for (let level = 1; level < 9; level += 1) {
      text += `x${level}: &x${level} [${Array.from({ length: 10 }, () => `*x${level - 1}`).join(', ')}]\n`;
    }
    const [record] = readRuleFile(
      `${text}groups:\n  - name: g\n    rules:\n      - alert: A\n        expr: *x8\n`,
      null,
    );
    expect(record).toMatchObject({ error: { reason: expect.stringMatching(/alias/i) } });
  });

  it.each<[string | number | null, number | null | undefined]>([
    ['5m', 300],
    ['1h30m', 5400],
    ['1d', 86_400],
    ['0m', 0],
    ['0', 0],
    ['1500ms', 2],
    [90, 90],
    [null, null],
    ['5 minutes', undefined],
    ['30m1h', undefined],
    [-1, undefined],
  ])('reads the duration %j as %j seconds', (text, seconds) => {
    expect(parsePrometheusDuration(text)).toBe(seconds);
  });

  it('takes what labels and annotations say of the rule', () => {
    expect(
      ruleDefinition({
        alert: 'A',
        expr: ' x ',
        for: '5m',
        group: 'g',
        labels: { severity: 'page', service: 'checkout' },
        annotations: { description: 'd', runbook: 'https://r.example.com' },
      }),
    ).toMatchObject({
      uid: 'A',
      expression: 'x',
      forSeconds: 300,
      severity: 'page',
      service: 'checkout',
      summary: 'd',
      runbookUrl: 'https://r.example.com',
    });
  });
});
