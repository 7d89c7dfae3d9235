import { describe, expect, it } from '@jest/globals';
import { nameRuleOfKey, nameRuleOfTitle } from './name-pagerduty-rule.js';

describe('the rule behind a title', () => {
  it.each([
    ['[FIRING:2] CheckoutErrorRateHigh checkout (critical tokyo-1)', 'CheckoutErrorRateHigh checkout'],
    ['[RESOLVED] CheckoutErrorRateHigh checkout (critical tokyo-1)', 'CheckoutErrorRateHigh checkout'],
    ['[Triggered on {host:web-12}] CPU is high', 'CPU is high'],
    ['[P1] [Recovered] CPU is high', 'CPU is high'],
    ['ALARM: "orders-5xx" in Asia Pacific (Tokyo)', 'orders-#xx'],
    ['OK: "orders-5xx" in Asia Pacific (Tokyo)', 'orders-#xx'],
    ['CPU 93.5 % on web-12', 'CPU # % on web-#'],
    ['10.0.12.7:9100 is down since 2026-11-20T01:00:00Z', '# is down since #'],
    ['job 6f0a3c0d-dc5e-4a1f-8e1f-0a9b7c6d5e4f failed', 'job # failed'],
    ['i-0ab12cd34ef56ab78 unreachable', 'i-# unreachable'],
    ['ディスク使用率 ９５％ (db-2)', 'ディスク使用率 #％ (db-#)'],
    ['Deadbeef facade is decaffeinated', 'Deadbeef facade is decaffeinated'],
    ['  two   blanks ', 'two blanks'],
    ['500', '500'],
    ['[FIRING:1]', '[FIRING:1]'],
    ['[prod] disk full', '[prod] disk full'],
  ])('%s → %s', (title, name) => {
    expect(nameRuleOfTitle(title)).toBe(name);
  });

  it('is found in linear time and cut', () => {
    expect(nameRuleOfTitle(`x ${'('.repeat(50_000)}${'[ok '.repeat(10_000)}`)).toHaveLength(300);
  });
});

describe('the rule in a key', () => {
  it.each([
    ['event_source=service;host_name=web1;service_desc=Disk / usage', 'Disk / usage'],
    ['event_source=host;host_name=web1', 'host'],
    ['alertname=Down,instance=a=b', 'Down'],
    ['d3640fbd41094207a1c11e58e46b1662', null],
    ['host=web1', null],
    ['=', null],
    [null, null],
  ])('%s → %s', (key, name) => {
    expect(nameRuleOfKey(key)).toBe(name);
  });
});
