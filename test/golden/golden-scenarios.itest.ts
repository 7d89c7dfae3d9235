import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock } from '@tenken/api/clock/clock';
import { createTestApp, type TestApp } from '@tenken/api/http/test-app';
import { declinedVsDone } from '../fixtures/golden/declined-vs-done.js';
import { defaultedDetection } from '../fixtures/golden/defaulted-detection.js';
import { dstWeek } from '../fixtures/golden/dst-week.js';
import { fiscalApril } from '../fixtures/golden/fiscal-april.js';
import { checksOf, loadScenario, nearly } from '../fixtures/golden/load-scenario.js';
import { none } from '../fixtures/golden/none.js';
import { oneIncident } from '../fixtures/golden/one-incident.js';
import { openAtQuarterEnd } from '../fixtures/golden/open-at-quarter-end.js';
import { orderBroken } from '../fixtures/golden/order-broken.js';
import { recurredWithFixOpen } from '../fixtures/golden/recurred-with-fix-open.js';
import { reopenedTwice } from '../fixtures/golden/reopened-twice.js';

const SCENARIOS = [
  dstWeek,
  reopenedTwice,
  openAtQuarterEnd,
  orderBroken,
  defaultedDetection,
  fiscalApril,
  oneIncident,
  none,
  declinedVsDone,
  recurredWithFixOpen,
];

/** Rows by the import API, figures by the API of figures, answers by hand: the arithmetic stands in each fixture. */
describe('golden scenarios', () => {
  let api: TestApp;
  beforeAll(async () => {
    api = await createTestApp();
  });
  afterAll(() => api.close());

  it.each(SCENARIOS)('$name', async (scenario) => {
    api.app.get(Clock).now = () => new Date(scenario.now);
    await loadScenario(api, scenario);
    for (const { path, query, expected } of checksOf(scenario)) {
      const answer = await api.request.get(path).query(query).expect(200);
      expect({ path, query, answer: answer.body }).toMatchObject({ path, query, answer: nearly(expected) });
    }
  });
});
