import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CalendarsResponse, type HolidaysResponse } from '@tenken/shared/holidays.contract';
import { createTestApp, type TestApp } from '../../http/test-app.js';
import { HolidayService } from './holiday.service.js';

describe('holidays', () => {
  let api: TestApp;
  beforeAll(async () => {
    api = await createTestApp();
  });
  afterAll(() => api.close());

  const list = async (calendar: string, year: number) => {
    const answer = await api.request.get(`/api/v1/holidays?calendar=${calendar}&year=${year}`).expect(200);
    return (answer.body as HolidaysResponse).items;
  };

  it('ships the public holidays of Japan', async () => {
    const days = await list('JP', 2026);
    expect(days).toHaveLength(18);
    expect(days.at(-1)).toMatchObject({
      day: '2026-11-23',
      nameJa: '勤労感謝の日',
      nameEn: 'Labor Thanksgiving Day',
      origin: 'builtin',
    });
  });

  it('does not put back at the next start what a person took out', async () => {
    const [first] = await list('JP', 2027);
    await api.request.delete(`/api/v1/holidays/${first?.id}`).expect(204);
    await api.app.get(HolidayService).seed();
    expect((await list('JP', 2027)).map((day) => day.day)).not.toContain('2027-01-01');
    const answer = await api.request
      .post('/api/v1/holidays')
      .send({ calendar: 'JP', day: '2027-01-01', nameJa: '元日' })
      .expect(201);
    expect(answer.body).toMatchObject({ nameEn: '元日', origin: 'human' });
    const again = await api.request
      .post('/api/v1/holidays')
      .send({ calendar: 'JP', day: '2027-01-01', nameEn: 'New Year' });
    expect([again.status, again.body.errors[0].path]).toEqual([400, 'day']);
  });

  it('takes a list in; the same list twice changes nothing', async () => {
    const items = [
      { day: '2026-12-24', nameEn: 'Christmas Eve' },
      { day: '2026-12-25', nameEn: 'Christmas Day', nameJa: 'クリスマス' },
    ];
    const send = (list: object[]) =>
      api.request.post('/api/v1/holidays/import').send({ calendar: 'Office', items: list }).expect(200);
    expect((await send(items)).body).toEqual({ created: 2, updated: 0, unchanged: 0, removed: 0 });
    expect((await send(items)).body).toEqual({ created: 0, updated: 0, unchanged: 2, removed: 0 });
    const renamed = [{ day: '2026-12-24', nameEn: 'Office closed' }, items[1]!];
    expect((await send(renamed)).body).toEqual({ created: 0, updated: 1, unchanged: 1, removed: 0 });
    expect((await list('Office', 2026)).map((day) => day.nameEn)).toEqual(['Office closed', 'Christmas Day']);
    const { items: calendars } = CalendarsResponse.parse(
      (await api.request.get('/api/v1/holidays/calendars')).body,
    );
    expect(calendars.find(({ calendar }) => calendar === 'Office')).toEqual({
      calendar: 'Office',
      holidays: 2,
      firstDay: '2026-12-24',
      lastDay: '2026-12-25',
      teams: 0,
    });
  });

  it('takes a newer list as the whole truth for its years, and keeps it at the next start', async () => {
    const before = await list('JP', 2030);
    const moved = before.map(({ day, nameEn, nameJa }) => ({
      day: day === '2030-10-14' ? '2030-07-26' : day,
      nameEn,
      nameJa,
    }));
    const { body } = await api.request
      .post('/api/v1/holidays/import')
      .send({ calendar: 'JP', items: moved, replaceYears: true })
      .expect(200);
    expect(body).toEqual({ created: 1, updated: 0, unchanged: before.length - 1, removed: 1 });
    await api.app.get(HolidayService).seed();
    const days = (await list('JP', 2030)).map((holiday) => holiday.day);
    expect([days.includes('2030-07-26'), days.includes('2030-10-14')]).toEqual([true, false]);
    expect((await list('JP', 2031)).length).toBeGreaterThan(10);
  });
});
