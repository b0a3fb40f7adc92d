import { styleText } from 'node:util';

const NAME_WIDTH = 46;
const TIME_WIDTH = 10;

/** The columns of the summary. All figures are in ms. */
export interface Summary {
  client: string;
  stored: number;
  webhook: number;
  onPhone: number;
  read: number;
  total: number;
}

/** What the demo prints. Colours appear where the output is a terminal that takes them. */
export interface Report {
  title(text: string, underIt: string): void;
  heading(text: string, detail?: string): void;
  quote(text: string): void;
  /** A fact with the time since the fact before it, in ms; null where there is none to measure from. */
  fact(text: string, time: number | null, detail?: string): void;
  summary(rows: readonly Summary[]): void;
  whereToLook(places: readonly (readonly [what: string, where: string])[]): void;
  note(text: string): void;
  failure(step: string, reason: string): void;
}

/** `print` takes one line. */
export function createReport(print: (line: string) => void): Report {
  const dim = (text: string): string => styleText('dim', text);
  const bold = (text: string): string => styleText('bold', text);

  return {
    title(text, underIt) {
      print('');
      print(`  ${bold(text)}`);
      print(`  ${dim(underIt)}`);
    },
    heading(text, detail = '') {
      print('');
      print(`  ${bold(text)}${detail === '' ? '' : `  ${dim(detail)}`}`);
    },
    quote(text) {
      for (const line of wrap(`“${text}”`, 84)) print(`    ${dim(line)}`);
    },
    fact(text, time, detail = '') {
      const figure = (time === null ? '—' : `${inMs(time)} ms`).padStart(TIME_WIDTH);
      print(
        `  ${styleText('green', '✓')} ${text.padEnd(NAME_WIDTH)}${figure}${detail === '' ? '' : `   ${dim(detail)}`}`,
      );
    },
    summary(rows) {
      print('');
      print(`  ${bold('In short')}${dim(', in milliseconds')}`);
      const heads = ['written → stored', '→ webhook', '→ answer on phone', '→ read', 'total'];
      const nameWidth = Math.max(...rows.map(({ client }) => client.length));
      print(`    ${' '.repeat(nameWidth)}${heads.map((head) => `   ${dim(head)}`).join('')}`);
      for (const { client, stored, webhook, onPhone, read, total } of rows) {
        const figures = [stored, webhook, onPhone, read, total];
        const cells = figures.map((figure, at) => `   ${inMs(figure).padStart(heads[at]?.length ?? 0)}`);
        print(`    ${client.padEnd(nameWidth)}${cells.join('')}`);
      }
    },
    whereToLook(places) {
      print('');
      print(`  ${bold('Where to look')}`);
      const width = Math.max(...places.map(([what]) => what.length));
      for (const [what, where] of places) print(`    ${what.padEnd(width)}   ${where}`);
    },
    note(text) {
      print('');
      print(`  ${text}`);
    },
    failure(step, reason) {
      print('');
      print(`  ${styleText('red', `✗ ${step}`)}: ${reason}`);
    },
  };
}

function inMs(time: number): string {
  return Math.round(time).toLocaleString('en');
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
