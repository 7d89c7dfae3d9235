import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { loadMessages, type MessagePart, needMessages } from './messageParts.js';

const part = (id: string): MessagePart => ({
  id,
  en: jest.fn(async () => ({ anyEn: { [`${id}.title`]: `${id} in English` } })),
  ja: jest.fn(async () => ({ anyJa: { [`${id}.title`]: `${id} の日本語` } })),
});

describe('message parts', () => {
  beforeEach(() => loadMessages('en'));

  it('begin with the shell', async () => {
    const messages = await loadMessages('en');
    expect(messages['ui.save']).toBe('Save');
    expect(messages['app.nav.home']).toBe('Home');
  });

  it('come in the language of the moment, once', async () => {
    const messages = await loadMessages('en');
    const rules = part('rules');
    await needMessages([rules]);
    await needMessages([rules]);
    expect(messages['rules.title']).toBe('rules in English');
    expect(rules.en).toHaveBeenCalledTimes(1);
    expect(rules.ja).not.toHaveBeenCalled();
  });

  it('come again when the language changes', async () => {
    await needMessages([part('actions')]);
    const messages = await loadMessages('ja');
    expect(messages['actions.title']).toBe('actions の日本語');
    expect(messages['ui.save']).toBe('保存');
  });

  it('are in the new language when it changes while they load', async () => {
    const slow = part('trends');
    let release = () => {};
    const late = {
      ...slow,
      en: () =>
        new Promise<never>((resolve) => {
          release = () => resolve({} as never);
        }),
    };
    const waiting = needMessages([late]);
    const messages = loadMessages('ja');
    release();
    await waiting;
    expect((await messages)['trends.title']).toBe('trends の日本語');
  });
});
