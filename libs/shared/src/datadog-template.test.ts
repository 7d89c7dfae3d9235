import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { checkDatadogTemplate, DATADOG_FIELDS, DATADOG_TEMPLATE } from './datadog-template.js';

describe('template for Datadog', () => {
  const template = JSON.parse(DATADOG_TEMPLATE);

  it('is the file in docs', () => {
    const file = readFileSync(
      new URL('../../../docs/templates/datadog-webhook.json', import.meta.url),
      'utf8',
    );
    expect(file).toBe(DATADOG_TEMPLATE);
  });

  it('is right itself', () => {
    expect(checkDatadogTemplate(DATADOG_TEMPLATE)).toEqual({
      notJson: null,
      missing: [],
      different: [],
      superfluous: [],
      isUsable: true,
    });
  });

  it('tells what is missing, different and superfluous', () => {
    const { cycleKey: _, snapshot: __, ...rest } = template;
    const check = checkDatadogTemplate(
      JSON.stringify({ ...rest, monitorId: '$AGGREG_KEY', body: '$EVENT_MSG', priority: 1 }),
    );
    expect(check.missing.map(({ key }) => key)).toEqual(['cycleKey', 'snapshot']);
    expect(check.different.map(({ key, variable, found }) => [key, variable, found])).toEqual([
      ['monitorId', '$ALERT_ID', '$AGGREG_KEY'],
      ['priority', '$ALERT_PRIORITY', '1'],
    ]);
    expect(check.superfluous).toEqual(['body']);
    expect(check.isUsable).toBe(false);
  });

  it('can be used without what only describes', () => {
    const required = DATADOG_FIELDS.filter(({ isRequired }) => isRequired);
    const text = JSON.stringify(Object.fromEntries(required.map(({ key, variable }) => [key, variable])));
    expect(checkDatadogTemplate(text)).toMatchObject({ isUsable: true, different: [], superfluous: [] });
  });

  it.each([['{"id": '], ['[]'], ['null'], ['']])('says that %s is no JSON object', (text) => {
    const check = checkDatadogTemplate(text);
    expect(check.notJson).not.toBeNull();
    expect(check.isUsable).toBe(false);
  });
});
