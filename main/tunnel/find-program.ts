import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';

/** Where programs are put that an app started from the desktop does not find by its PATH. */
const USUAL = process.platform === 'win32' ? [] : ['/usr/local/bin', '/opt/homebrew/bin', '/usr/bin'];

/** Where a program lies; null when it is not installed. Never in the working directory, whatever the PATH says. */
export async function findProgram(name: string, path: string = process.env.PATH ?? ''): Promise<string | null> {
  const file = process.platform === 'win32' ? `${name}.exe` : name;
  for (const folder of [...path.split(delimiter).filter(isAbsolute), ...USUAL]) {
    const program = join(folder, file);
    if (await canRun(program)) return program;
  }
  return null;
}

async function canRun(program: string): Promise<boolean> {
  try {
    await access(program, constants.X_OK);
    return (await stat(program)).isFile();
  } catch {
    return false;
  }
}
