import { expect, test } from '@playwright/test';
import type { StatsBucket } from '../../../main/contract/stats.ts';
import { timeBuckets } from '../../../main/domain/time-buckets.ts';

function bucketsOf(from: string, until: string, bucket: StatsBucket, zone: string): string[][] {
  const span = { from: Date.parse(from), until: Date.parse(until) };
  const short = (time: number) => new Date(time).toISOString().slice(0, 16);
  return timeBuckets(span, bucket, zone).map((one) => [one.date, short(one.from), short(one.until)]);
}

test('days are those of the zone, and the first and the last are cut to the range', () => {
  expect(bucketsOf('2026-11-19T23:30:00Z', '2026-11-21T12:00:00Z', 'day', 'Europe/Berlin')).toEqual([
    ['2026-11-20', '2026-11-19T23:30', '2026-11-20T23:00'],
    ['2026-11-21', '2026-11-20T23:00', '2026-11-21T12:00'],
  ]);
});

test('the days on which the clocks are changed are shorter and longer', () => {
  expect(bucketsOf('2026-03-28T23:00:00Z', '2026-03-30T22:00:00Z', 'day', 'Europe/Berlin')).toEqual([
    ['2026-03-29', '2026-03-28T23:00', '2026-03-29T22:00'],
    ['2026-03-30', '2026-03-29T22:00', '2026-03-30T22:00'],
  ]);
  expect(bucketsOf('2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z', 'day', 'Europe/Berlin')).toEqual([
    ['2026-10-25', '2026-10-24T22:00', '2026-10-25T23:00'],
  ]);
});

test('a day whose midnight does not exist begins when the clocks are put forward', () => {
  // Brazil, 2018: from 24:00 on 3 November to 01:00 on the 4th.
  expect(bucketsOf('2018-11-03T03:00:00Z', '2018-11-05T02:00:00Z', 'day', 'America/Sao_Paulo')).toEqual([
    ['2018-11-03', '2018-11-03T03:00', '2018-11-04T03:00'],
    ['2018-11-04', '2018-11-04T03:00', '2018-11-05T02:00'],
  ]);
});

test('a midnight that comes twice begins its day with the first', () => {
  // Cuba, 2026: at 01:00 on 1 November back to 00:00.
  expect(bucketsOf('2026-10-31T04:00:00Z', '2026-11-02T05:00:00Z', 'day', 'America/Havana')).toEqual([
    ['2026-10-31', '2026-10-31T04:00', '2026-11-01T04:00'],
    ['2026-11-01', '2026-11-01T04:00', '2026-11-02T05:00'],
  ]);
});

test('weeks begin with Monday, months with the first', () => {
  const dates = (bucket: StatsBucket) =>
    bucketsOf('2026-11-20T00:00:00Z', '2026-12-02T00:00:00Z', bucket, 'Asia/Kathmandu').map(([date]) => date);
  expect(dates('week')).toEqual(['2026-11-16', '2026-11-23', '2026-11-30']);
  expect(dates('month')).toEqual(['2026-11-01', '2026-12-01']);
});

test('buckets follow each other without a gap in every zone, and begin with a quarter of an hour', () => {
  for (const zone of ['UTC', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Pacific/Apia', 'America/St_Johns']) {
    const span = { from: Date.UTC(2026, 0, 1), until: Date.UTC(2027, 0, 15) };
    const buckets = timeBuckets(span, 'day', zone);
    expect([buckets[0]?.from, buckets.at(-1)?.until]).toEqual([span.from, span.until]);
    buckets.slice(1).forEach((one, index) => {
      expect([one.from, one.from % 900_000]).toEqual([buckets[index]?.until, 0]);
    });
  }
});
