import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type ChatMessage, ChatWebhooksResponse, ReviewChatResponse } from '@tenken/shared/chat.contract';
import { createTestApp, type TestApp } from '../../http/test-app.js';
import { StandIn, type StandInAnswer } from '../connectors/test-stand-in.js';
import { ReviewMinutesService } from '../review-minutes/review-minutes.service.js';
import { ChatMessageService } from './chat-messages.service.js';
import { ChatRunnerService } from './chat-runner.service.js';

/* The stand-in is Slack: it answers `ok` as text, and in failures one word. */
const SECRET = 'T000-B000-very-secret';
const OK: StandInAnswer = { body: 'ok', headers: { 'content-type': 'text/html' } };

describe('the chat of a team', () => {
  let api: TestApp;
  let slack: StandIn;
  let teamId: string;
  let serviceId: string;
  beforeAll(async () => {
    api = await createTestApp({ OUTBOUND_ALLOW: '127.0.0.1', PUBLIC_URL: 'https://tenken.example.com' });
    // Nothing looks by itself: the tests say when.
    await api.app.get(ChatRunnerService).beforeApplicationShutdown();
    slack = await StandIn.start();
    teamId = (await api.request.post('/api/v1/teams').send({ name: '基盤' }).expect(201)).body.id;
    const service = await api.request.post('/api/v1/services').send({ name: 'Checkout', teamId }).expect(201);
    serviceId = service.body.id;
  });
  afterAll(async () => {
    await api.close();
    await slack.stop();
  });
  beforeEach(async () => {
    await api.dataSource.query(
      'delete from chat_messages; delete from chat_webhooks; delete from review_sessions',
    );
    slack.requests.length = 0;
    slack.handle = () => OK;
  });

  const runDue = () => api.app.get(ChatRunnerService).runDue();
  const setUp = async (change: object = {}) => {
    const body = { url: `${slack.url}/services/${SECRET}`, language: 'ja', sendOnClose: null, ...change };
    return api.request.put(`/api/v1/chat-webhooks/${teamId}`).send(body);
  };
  const review = async (more: object = {}) => {
    const body = {
      title: 'Checkout @here',
      serviceIds: [serviceId],
      from: '2026-09-01',
      to: '2026-10-01',
      timeZone: 'Asia/Tokyo',
      language: 'ja',
      start: true,
      ...more,
    };
    return (await api.request.post('/api/v1/reviews').send(body).expect(201)).body.id as string;
  };
  const close = (id: string) => api.request.post(`/api/v1/reviews/${id}/close`).expect(200);
  const send = async (id: string, body: object = { what: 'summary' }): Promise<ChatMessage> =>
    (await api.request.post(`/api/v1/reviews/${id}/chat`).send(body).expect(200)).body;
  const told = async (id: string) =>
    ReviewChatResponse.parse((await api.request.get(`/api/v1/reviews/${id}/chat`).expect(200)).body);

  it('is set up without its address ever being told again', async () => {
    const put = await setUp();
    expect(put.status).toBe(200);
    const list = await api.request.get('/api/v1/chat-webhooks').expect(200);
    expect(ChatWebhooksResponse.parse(list.body).items).toMatchObject([
      { teamId, teamName: '基盤', host: new URL(slack.url).host, sendOnClose: null, lastMessage: null },
    ]);
    const audit = await api.request.get('/api/v1/audit').expect(200);
    expect(JSON.stringify([put.body, list.body, audit.body])).not.toContain(SECRET);
    // Without an address the stored one stays.
    expect((await setUp({ url: undefined, language: 'en' })).status).toBe(200);
    await send(await review());
    expect(slack.requests[0]!.path).toBe(`/services/${SECRET}`);
    await api.request.delete(`/api/v1/chat-webhooks/${teamId}`).expect(204);
    expect((await setUp({ url: undefined })).body.code).toBe('invalid_field');
  });

  it('says in the test what is wrong, and never the address', async () => {
    const test = async (answer: StandInAnswer) => {
      slack.handle = () => answer;
      const body = { url: `${slack.url}/services/${SECRET}`, language: 'ja' };
      const said = await api.request.post(`/api/v1/chat-webhooks/${teamId}/test`).send(body).expect(200);
      expect(JSON.stringify(said.body)).not.toContain(SECRET);
      return said.body;
    };
    expect(await test(OK)).toEqual({ ok: true, code: null, detail: null });
    expect(JSON.parse(slack.requests[0]!.body)).toEqual({ text: expect.stringContaining('投稿できます') });
    expect(await test({ status: 404, body: 'no_service' })).toMatchObject({
      code: 'webhook_gone',
      detail: expect.stringMatching(/404: no_service/),
    });
    expect(await test({ status: 403, body: 'action_prohibited' })).toMatchObject({ code: 'webhook_refused' });
    expect(await test({ status: 400, body: '<html>whatever' })).toMatchObject({ code: 'message_refused' });
    expect(await test({ status: 302, headers: { location: 'http://10.0.0.1/' } })).toMatchObject({
      code: 'redirect_refused',
    });
    const inside = { url: 'http://169.254.169.254/hook', language: 'en' };
    const refused = await api.request.post(`/api/v1/chat-webhooks/${teamId}/test`).send(inside).expect(200);
    expect(refused.body).toMatchObject({ ok: false, code: 'address_refused' });
  });

  it('is told by a press, in its language and without calling anyone, once for the same request', async () => {
    await setUp();
    const id = await review();
    const clientId = randomUUID();
    const first = await send(id, { what: 'summary', clientId });
    expect(first).toMatchObject({ state: 'sent', error: null, isAutomatic: false, attempts: 1 });
    expect(await send(id, { what: 'summary', clientId })).toEqual(first);
    expect(slack.requests).toHaveLength(1);
    const { text } = JSON.parse(slack.requests[0]!.body);
    expect(text).toContain(`*<https://tenken.example.com/reviews/${id}/record|Checkout @\u200bhere>*`);
    expect(text).toContain('インシデント：0件');
    expect(await told(id)).toMatchObject({ webhooks: [{ teamId }], messages: [{ state: 'sent' }] });
  });

  it('says why it was not told, keeps the review as it was, and does not try again by itself', async () => {
    await setUp();
    const id = await review();
    slack.handle = () => ({ status: 500, body: SECRET });
    const failed = await send(id);
    expect(failed).toMatchObject({ state: 'failed', error: { code: 'chat_failed' }, nextTryAt: null });
    expect(JSON.stringify(failed)).not.toContain(SECRET);
    await runDue();
    expect(slack.requests).toHaveLength(1);
    await api.dataSource.query('delete from chat_webhooks');
    const answer = await api.request.post(`/api/v1/reviews/${id}/chat`).send({ what: 'minutes' }).expect(409);
    expect(answer.body.code).toBe('chat_not_set_up');
  });

  it('is told of the end of a review once, whoever looks how often, and not of what was closed before', async () => {
    const early = await review();
    await close(early);
    await setUp({ sendOnClose: 'minutes' });
    const id = await review();
    await runDue();
    expect(slack.requests).toHaveLength(0);
    await close(id);
    await Promise.all([runDue(), runDue(), runDue()]);
    expect(slack.requests).toHaveLength(1);
    expect(JSON.parse(slack.requests[0]!.body).text).toContain('決定事項なしで終了。');
    await api.request.post(`/api/v1/reviews/${id}/reopen`).expect(200);
    await close(id);
    await runDue();
    expect(slack.requests).toHaveLength(1);
    expect((await told(id)).messages).toMatchObject([{ isAutomatic: true, state: 'sent', what: 'minutes' }]);
    expect((await told(early)).messages).toEqual([]);
  });

  it('tries again what certainly did not arrive, later each time, and gives up', async () => {
    await setUp({ sendOnClose: 'summary' });
    const id = await review();
    await close(id);
    slack.handle = () => ({ status: 503, body: 'down' });
    for (let attempt = 1; attempt <= 6; attempt += 1) {
      await runDue();
      expect(slack.requests).toHaveLength(attempt);
      await runDue();
      expect(slack.requests).toHaveLength(attempt);
      await api.dataSource.query(
        `update chat_messages set next_try_at = now() - interval '1 second' where state = 'waiting'`,
      );
    }
    await runDue();
    expect(slack.requests).toHaveLength(6);
    expect((await told(id)).messages).toMatchObject([{ state: 'failed', attempts: 6 }]);
  });

  it('is told of a review of a component, and tries again what could not even be written', async () => {
    await setUp({ sendOnClose: 'summary' });
    const [part] = await api.dataSource.query(
      `insert into services (key, name, parent_id) values ('cart', 'Cart', $1) returning id`,
      [serviceId],
    );
    const id = await review({ serviceIds: [part.id] });
    await close(id);
    const write = jest.spyOn(api.app.get(ReviewMinutesService), 'chatText').mockImplementationOnce(() => {
      throw new Error('a fault of our own');
    });
    await runDue();
    write.mockRestore();
    expect(await told(id)).toMatchObject({
      webhooks: [{ teamId }],
      messages: [{ state: 'waiting', attempts: 1, error: { code: 'internal' } }],
    });
    expect(slack.requests).toHaveLength(0);
    await api.dataSource.query(`update chat_messages set next_try_at = now() - interval '1 second'`);
    await runDue();
    expect(slack.requests).toHaveLength(1);
  });

  it('does not send again what may have arrived', async () => {
    await setUp({ sendOnClose: 'summary' });
    const id = await review();
    await close(id);
    slack.handle = () => ({ status: 504, body: '' });
    await runDue();
    await api.dataSource.query(
      `update chat_messages set next_try_at = now() - interval '1 second' where next_try_at is not null`,
    );
    await runDue();
    expect(slack.requests).toHaveLength(1);
    expect((await told(id)).messages).toMatchObject([{ state: 'unknown', error: { code: 'chat_unclear' } }]);
    // A process that died while it was sending.
    await api.dataSource.query(
      `update chat_messages set state = 'sending', next_try_at = now() - interval '1 second'`,
    );
    await runDue();
    expect(slack.requests).toHaveLength(1);
    expect((await told(id)).messages).toMatchObject([{ state: 'unknown', error: { code: 'process_ended' } }]);
  });

  it('is not told of a review that was opened again before its turn, but of its next end', async () => {
    await setUp({ sendOnClose: 'summary' });
    const id = await review();
    await close(id);
    await api.dataSource.query(
      `insert into chat_messages (team_id, review_session_id, what, is_automatic, created_at, next_try_at)
       values ($1, $2, 'summary', true, now(), now())`,
      [teamId, id],
    );
    await api.request.post(`/api/v1/reviews/${id}/reopen`).expect(200);
    const [{ id: waiting }] = await api.dataSource.query('select id from chat_messages');
    await api.app.get(ChatMessageService).deliver(waiting);
    expect(slack.requests).toHaveLength(0);
    await close(id);
    await runDue();
    expect(slack.requests).toHaveLength(1);
  });
});
