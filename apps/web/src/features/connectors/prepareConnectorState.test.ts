import { describe, expect, it } from '@jest/globals';
import { connectorRow } from './connectors.fixture.js';
import { prepareConnectorState } from './prepareConnectorState.js';

const ERROR = { at: '2026-11-21T07:00:00Z', code: 'unauthorized', detail: 'x' };

describe('prepareConnectorState', () => {
  it.each([
    [{}, 'ok'],
    [{ lastSuccessAt: null }, 'waiting'],
    [{ lastError: ERROR }, 'failing'],
    [{ lastError: ERROR, isRunning: true }, 'running'],
    [{ isSourceDisabled: true, lastError: ERROR }, 'sourceDisabled'],
    [{ disabledAt: '2026-11-21T07:00:00Z', isSourceDisabled: true }, 'disabled'],
  ])('%j is %s', (change, state) => {
    expect(prepareConnectorState(connectorRow(change))).toBe(state);
  });
});
