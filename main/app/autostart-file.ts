import { mkdirSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { writePrivateFile } from './write-private-file.ts';

/** Where a Linux desktop looks for what it starts when somebody has logged in. */
export function autostartFile(env: NodeJS.ProcessEnv = process.env): string {
  // The specification: a relative path there is to be ignored.
  const config = env.XDG_CONFIG_HOME?.startsWith('/') ? env.XDG_CONFIG_HOME : join(homedir(), '.config');
  return join(config, 'autostart', 'lexline.desktop');
}

/** Has the desktop start that command at log-in; null: it does not any more. */
export function setAutostart(file: string, command: readonly string[] | null): void {
  if (command === null) {
    rmSync(file, { force: true });
    return;
  }
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const lines = [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Lexline',
    // What is not there any more starts nothing: no package may take this file out of somebody's home.
    `TryExec=${inFile(command[0] ?? '')}`,
    `Exec=${command.map(quoted).join(' ')}`,
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
  ];
  writePrivateFile(file, `${lines.join('\n')}\n`);
}

/** As the Desktop Entry Specification has it: quoted as a part of a command, and that once more as a string of the file. */
function quoted(part: string): string {
  const inQuotes = part.replace(/["`$\\]/g, '\\$&').replaceAll('%', '%%');
  return inFile(`"${inQuotes}"`);
}

/** As a string of the file. */
function inFile(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\t', '\\t').replaceAll('\r', '\\r');
}
