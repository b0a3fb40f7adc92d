import type { Readable } from 'node:stream';

const LONGEST_LINE = 4_096;

/**
 * Hands over each line that a program prints, without colours and control characters. Of a line that does not end, the
 * beginning is kept and the rest dropped: nothing it prints makes us hold more.
 */
export function linesOf(output: Readable, line: (text: string) => void): void {
  let begun = '';
  output.setEncoding('utf8').on('data', (chunk: string) => {
    const [first = '', ...others] = chunk.split('\n');
    begun = (begun + first).slice(0, LONGEST_LINE);
    for (const next of others) {
      line(plain(begun));
      begun = next.slice(0, LONGEST_LINE);
    }
  });
  output.on('error', () => {});
}

function plain(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character is what begins a colour.
  return text.replace(/\u001b\[[0-9;]*m/g, '').replace(/\p{Cc}/gu, '');
}
