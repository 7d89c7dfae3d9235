import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import { ZABBIX_MEDIA_TYPE } from '@tenken/shared/zabbix-media-type';
import { parse } from 'yaml';
import { readZabbix } from './zabbix.adapter.js';

interface MediaType {
  name: string;
  type: string;
  parameters: { name: string; value: string }[];
  attempts: string;
  script: string;
  message_templates: { event_source: string; operation_mode: string }[];
}

const document = parse(ZABBIX_MEDIA_TYPE).zabbix_export as { version: string; media_types: MediaType[] };
const media = document.media_types[0]!;

/** What Zabbix puts in for macros of a message; the others it leaves as they are. */
const PROBLEM = {
  '{EVENT.SOURCE}': '0',
  '{EVENT.VALUE}': '1',
  '{EVENT.UPDATE.STATUS}': '0',
  '{EVENT.ID}': '70001',
  '{EVENT.NAME}': 'Disk "C:\\" is full {90 %}',
  '{EVENT.NSEVERITY}': '5',
  '{EVENT.TIMESTAMP}': '1795224600',
  '{EVENT.DATE}': '2026.11.21',
  '{EVENT.TIME}': '10:30:00',
  '{EVENT.TAGSJSON}': '[{"tag":"service","value":"checkout"}]',
  '{EVENT.OPDATA}': '*UNKNOWN*',
  '{TRIGGER.ID}': '23001',
  '{TRIGGER.NAME}': 'Disk is full',
  // Zabbix puts in what the administrator wrote, macros and all.
  '{TRIGGER.NAME.ORIG}': 'Disk is full on {HOST.NAME}',
  '{HOST.HOST}': 'db-1',
};

/** Runs the script as Zabbix does: parameters as the JSON text `value`, its own HttpRequest, one function body. */
function run(macros: Record<string, string>, status = 202, own: Record<string, string> = {}) {
  const parameters: Record<string, string> = Object.fromEntries(
    media.parameters.map(({ name, value }) => [
      name,
      own[name] ?? value.replace(/\{\$?[A-Z.]+\}/g, (macro) => macros[macro] ?? macro),
    ]),
  );
  const sent: { url: string; headers: string[]; body: string }[] = [];
  const logged: string[] = [];
  class HttpRequest {
    private readonly headers: string[] = [];
    addHeader(header: string) {
      this.headers.push(header);
    }
    post(url: string, body: string) {
      sent.push({ url, headers: this.headers, body });
      return '{"deliveryId":"1"}';
    }
    getStatus() {
      return status;
    }
  }
  const answer: unknown = runInNewContext(`(function (value) {${media.script}})(input)`, {
    input: JSON.stringify(parameters),
    HttpRequest,
    Zabbix: { log: (_: number, text: string) => logged.push(text) },
  });
  return { answer, sent, logged };
}
const read = (body: string) =>
  readZabbix({
    body: Buffer.from(body),
    headers: {},
    receivedAt: new Date('2026-11-21T01:31:00Z'),
    settings: {},
  });

describe('media type for Zabbix', () => {
  it('is the file in docs', () => {
    const path = '../../../../../../docs/templates/zabbix-media-type.yaml';
    expect(readFileSync(new URL(path, import.meta.url), 'utf8')).toBe(ZABBIX_MEDIA_TYPE);
  });

  it('is what Zabbix 6.0 imports: a webhook with a template for each kind of message', () => {
    expect(document.version).toBe('6.0');
    expect(media).toMatchObject({ name: 'Tenken', type: 'WEBHOOK', attempts: '10' });
    expect(media.message_templates.map(({ operation_mode }) => operation_mode)).toEqual([
      'PROBLEM',
      'RECOVERY',
      'UPDATE',
    ]);
    // The engine of Zabbix knows ECMAScript 5 only.
    expect(media.script).not.toMatch(/=>|\blet\b|\bconst\b|`/);
  });

  it('posts what the reader reads, with the token in the header only', () => {
    const { answer, sent } = run(PROBLEM, 202, {
      url: 'https://tenken.example/zabbix',
      token: 'secret-token',
    });
    expect(answer).toBe('OK');
    expect(sent).toHaveLength(1);
    expect(sent[0]!.url).toBe('https://tenken.example/zabbix');
    expect(sent[0]!.headers).toContain('Authorization: Bearer secret-token');
    expect(sent[0]!.body).not.toContain('secret-token');
    const { transitions, problems } = read(sent[0]!.body);
    expect(problems).toEqual([]);
    expect(transitions).toMatchObject([
      {
        ruleUid: '23001',
        fingerprint: '70001',
        startsAt: new Date('2026-11-21T01:30:00Z'),
        service: 'checkout',
        severity: 'disaster',
        annotations: { summary: 'Disk "C:\\" is full {90 %}' },
        generatorUrl: null,
      },
    ]);
    // Macros that were not replaced, and values that Zabbix does not know, are not sent.
    expect(sent[0]!.body.replace('on {HOST.NAME}', '')).not.toMatch(/\{[A-Z]+\.|UNKNOWN/);
  });

  it('posts recoveries and updates', () => {
    const recovered = run({
      ...PROBLEM,
      '{EVENT.VALUE}': '0',
      '{EVENT.RECOVERY.ID}': '70002',
      '{EVENT.RECOVERY.TIMESTAMP}': '1795224900',
    });
    expect(read(recovered.sent[0]!.body).transitions[0]!.endsAt).toEqual(new Date('2026-11-21T01:35:00Z'));
    const acknowledged = run({
      ...PROBLEM,
      '{EVENT.UPDATE.STATUS}': '1',
      '{EVENT.UPDATE.ACTION}': 'acknowledged and commented',
      '{EVENT.UPDATE.MESSAGE}': 'looking',
      '{EVENT.UPDATE.TIMESTAMP}': '1795224720',
      '{USER.FULLNAME}': 'Hanako',
    });
    expect(read(acknowledged.sent[0]!.body).transitions[0]).toMatchObject({ acknowledgedBy: 'Hanako' });
  });

  it('works with an older Zabbix, which leaves the epochs as macros', () => {
    const { '{EVENT.TIMESTAMP}': _, ...old } = PROBLEM;
    const { sent } = run(old, 202, { utc_offset: '+09:00' });
    expect(read(sent[0]!.body).transitions[0]!.startsAt).toEqual(new Date('2026-11-21T01:30:00Z'));
  });

  it('fails where Tenken did not take it, so that Zabbix tries again', () => {
    expect(() => run(PROBLEM, 503)).toThrow('Tenken: HTTP 503: {"deliveryId":"1"}');
  });

  it('links back once the address of Zabbix is known', () => {
    const { sent } = run({ ...PROBLEM, '{$ZABBIX.URL}': 'https://zabbix.example' });
    expect(read(sent[0]!.body).transitions[0]!.generatorUrl).toBe(
      'https://zabbix.example/tr_events.php?triggerid=23001&eventid=70001',
    );
  });
});
