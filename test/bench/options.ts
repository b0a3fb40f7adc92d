import { parseArgs } from 'node:util';

export interface Options {
  /** Names of the scenarios to run; empty: all. */
  only: readonly string[];
  /** One short round of each: to see that it works, not for figures to be shown. */
  quick: boolean;
  /** Our own window is open in every scenario, not only where memory is measured. */
  window: boolean;
  /** Where the JSON goes: a file, `-` for stdout, or nowhere. */
  json: string | null;
}

/** A command line that cannot be followed. The message is for the person who typed it. */
export class OptionsError extends Error {}

/** Throws OptionsError. */
export function parseOptions(args: readonly string[], names: readonly string[]): Options {
  const values = parse(args);
  const only = (values.only ?? '').split(',').filter((name) => name !== '');
  const unknown = only.filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    throw new OptionsError(`There is no figure "${unknown[0]}". They are: ${names.join(', ')}.`);
  }
  if (values.json === '') throw new OptionsError('--json must name a file, or be - for stdout.');
  return { only, quick: values.quick, window: values.window, json: values.json ?? null };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        only: { type: 'string' },
        quick: { type: 'boolean', default: false },
        window: { type: 'boolean', default: false },
        json: { type: 'string' },
      },
    }).values;
  } catch (error) {
    throw new OptionsError(error instanceof Error ? error.message : 'The command line cannot be read.');
  }
}
