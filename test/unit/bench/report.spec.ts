import { expect, test } from '@playwright/test';
import { type Figure, figure, meets } from '../../bench/figure.ts';
import type { Machine } from '../../bench/machine.ts';
import { comparedText, roundsText, targetText, valueText } from '../../bench/report/format.ts';
import { renderTable } from '../../bench/report/table.ts';

const MACHINE: Machine = {
  date: '2026-11-22T12:00:00.000Z',
  lexline: '0.1.0 (abc1234)',
  cores: 2,
  cpu: 'Some CPU',
  memory: 25.3,
  system: 'Linux 6.18',
  node: '24.21.0',
  electron: '42.0.0',
  otherElectrons: 0,
  diskSync: 0.18,
  load: 0.2,
};

const WHOLE = { quick: false, window: false };

const latency = figure({ id: 'a', name: 'how long', unit: 'ms', target: { is: 'under', value: 5 } }, [6, 4, 4.4]);

test('a figure is the median of its rounds, and shows how far they lie apart', () => {
  expect(valueText(latency)).toBe('4.4 ms');
  expect(roundsText(latency.rounds)).toBe('4 … 6');
  expect(roundsText([4])).toBe('');
});

test('a target is met below, at or exactly at its value, as it says', () => {
  expect(meets({ is: 'under', value: 5 }, 5)).toBe(false);
  expect(meets({ is: 'at least', value: 5 }, 5)).toBe(true);
  expect(meets({ is: 'exactly', value: 5 }, 4)).toBe(false);
  expect(targetText({ is: 'exactly', value: 2000 }, 'messages')).toBe('all 2,000');
  expect(targetText({ is: 'under', value: 5 }, 'ms')).toBe('under 5 ms');
});

test('a comparison says how many times as good we are, whether less or more is better', () => {
  const rate: Figure = figure({ id: 'b', name: 'how many', unit: '/s' }, [300]);
  const arrived: Figure = figure({ id: 'c', name: 'arrived', unit: 'messages', of: 100 }, [100]);
  expect(comparedText(8.8, latency)).toBe('8.8 ms (2×)');
  expect(comparedText(150, rate)).toBe('150/s (2×)');
  expect(comparedText([2.2, 8.8], latency)).toBe('2.2–8.8 ms (0.5–2×)');
  expect(comparedText(0, arrived)).toBe('0');
  expect(valueText(arrived)).toBe('100 of 100');
});

test('the table names the machine, marks what missed its target, and tells of what failed', () => {
  const missed = figure({ ...latency, id: 'd', name: 'too long' }, [9]);
  const table = renderTable(MACHINE, WHOLE, [
    { about: 'Latencies.', figures: [latency, missed], failure: null },
    { about: 'Losses.', figures: [], failure: '1 of 3 messages were lost' },
  ]);
  expect(table).toContain('2 cores of Some CPU, 25.3 GB');
  expect(table).toMatch(/how long +4\.4 ms +4 … 6 +under 5 ms +met/);
  expect(table).toMatch(/too long +9 ms +under 5 ms +MISSED/);
  expect(table).toContain('FAILED: 1 of 3 messages were lost');
});

test('figures measured beside another Electron are marked as such', () => {
  expect(renderTable(MACHINE, WHOLE, [])).not.toContain('WARNING');
  expect(renderTable({ ...MACHINE, otherElectrons: 3 }, WHOLE, [])).toContain('3 processes of another Electron');
  expect(renderTable({ ...MACHINE, load: 1.5 }, WHOLE, [])).toContain('WARNING');
});

test('a quick run says that it is one', () => {
  expect(renderTable(MACHINE, WHOLE, [])).not.toContain('QUICK');
  expect(renderTable(MACHINE, { quick: true, window: true }, [])).toContain('QUICK');
});
