import { type Figure, meets } from '../figure.ts';
import type { Machine } from '../machine.ts';
import { comparedText, roundsText, targetText, valueText } from './format.ts';

export interface Section {
  about: string;
  figures: readonly Figure[];
  /** Why the figures cannot be believed; null when they can. */
  failure: string | null;
}

/** How it was measured. */
export interface Manner {
  quick: boolean;
  window: boolean;
}

const HEADS = ['figure', 'Lexline', 'rounds', 'target', '', 'whatsapp-web.js', 'wppconnect-server'];
const WIDTH = 118;
/** Of a machine that does nothing else, on average over a minute. */
const IDLE_LOAD = 0.5;

/** Where the comparable systems' figures come from. Read with the table, or not at all. */
export const COMPARED =
  'The figures of whatsapp-web.js (with a wrapper of 40 lines that stores nothing) and of wppconnect-server are medians ' +
  'measured earlier, on one fake page, on a machine like this one; they were not measured in this run. In brackets: how ' +
  'many times as good Lexline is (below 1: the other is better). Both pass a message on without storing it; Lexline has ' +
  'everything on disk, encrypted, before.';

/** The whole result for a person: what was measured where, each figure with its target, and the comparison. */
export function renderTable(machine: Machine, how: Manner, sections: readonly Section[]): string {
  const rows = sections.map(({ figures }) => figures.map(rowOf));
  const widths = HEADS.map((head, column) =>
    Math.max(head.length, ...rows.flat().map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    `  ${cells.map((cell, column) => pad(cell, widths[column] ?? 0, column)).join('  ')}`.trimEnd();
  return [
    ...machineLines(machine),
    ...mannerLines(how),
    '',
    line(HEADS),
    ...sections.flatMap(({ about, failure }, section) => [
      '',
      ...wrap(about, WIDTH),
      ...(rows[section] ?? []).map(line),
      ...(failure === null ? [] : wrap(`FAILED: ${failure}`, WIDTH)),
    ]),
    '',
    ...wrap(COMPARED, WIDTH),
    '',
  ].join('\n');
}

function rowOf(figure: Figure): string[] {
  const { target, rounds, unit, webJs, wppServer } = figure;
  return [
    figure.name,
    valueText(figure),
    roundsText(rounds),
    target ? targetText(target, unit) : '',
    target ? (meets(target, figure.value) ? 'met' : 'MISSED') : '',
    webJs === undefined ? '' : comparedText(webJs, figure),
    wppServer === undefined ? '' : comparedText(wppServer, figure),
  ];
}

function machineLines(machine: Machine): string[] {
  const { cores, cpu, memory, system, node, electron, otherElectrons, diskSync, load, date, lexline } = machine;
  const disturbances = [
    load > IDLE_LOAD && `a load of ${load} before the bench`,
    otherElectrons > 0 && `${otherElectrons} processes of another Electron`,
  ].filter((one) => one !== false);
  return [
    `  Lexline ${lexline}, ${date}`,
    `  ${cores} cores of ${cpu}, ${memory} GB, ${system}; Electron ${electron}; bench and stand-in on Node ${node}`,
    `  a sync of 4 kB to the disk of the data folders takes ${diskSync} ms; load before the bench ${load}`,
    ...(disturbances.length === 0 ? [] : [`  WARNING: the machine was not at rest (${disturbances.join(', ')}).`]),
  ];
}

function mannerLines({ quick, window }: Manner): string[] {
  return [
    `  our own window is open ${window ? 'all the time' : 'where start and memory are measured; the rest is headless'}`,
    ...(quick ? ['  QUICK: one short round of each, to see that it works. These are no figures to be shown.'] : []),
  ];
}

/** Figures stand under each other at their ends, words at their beginnings. */
function pad(cell: string, width: number, column: number): string {
  return column === 1 || column === 2 ? cell.padStart(width) : cell.padEnd(width);
}

function wrap(text: string, width: number): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines.at(-1) ?? '';
    if (last !== '' && last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines.map((line) => `  ${line}`);
}
