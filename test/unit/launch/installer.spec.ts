import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { APP_ID } from '../../../main/app/app-id.ts';
import { WORDS } from '../../../main/app/words.ts';
import { ROOT } from '../../support/running-app.ts';

const INCLUDED = join(ROOT, 'resources/installer/installer.nsh');
const script = readFileSync(INCLUDED, 'utf8');
const packing = readFileSync(join(ROOT, 'electron-builder.yml'), 'utf8');

/** Windows' numbers of languages, as the installer is made with. */
const { lcid } = createRequire(import.meta.url)('app-builder-lib/out/util/langs') as { lcid: Record<string, number> };

/** As `electron-builder.yml` has them: `de_DE`. */
const languages = /^ {2}installerLanguages: \[(.+)\]$/m.exec(packing)?.[1]?.split(', ') ?? [];

/** What NSIS calls them. */
const NSIS_NAMES = ['English', 'German', 'SpanishInternational', 'PortugueseBR', 'Arabic'];

/** The text of that name in a language, by the language's number. */
const textsOf = (name: string): Record<string, string> =>
  Object.fromEntries(
    [...script.matchAll(new RegExp(`^LangString ${name} (\\d+) "(.+)"$`, 'gm'))].map(([, id, text]) => [id, text]),
  );

test('the installer speaks the languages of the app', () => {
  expect(languages.map((one) => one.split('_')[0]).sort()).toEqual(Object.keys(WORDS).sort());
});

for (const name of ['lexlineDelete', 'lexlineReally']) {
  test(`what the uninstaller for Windows asks is said in each of the installer's languages (${name})`, () => {
    const texts = textsOf(name);
    expect(Object.keys(texts).sort()).toEqual(languages.map((one) => String(lcid[one])).sort());
    expect(new Set(Object.values(texts)).size).toBe(languages.length);
    for (const text of Object.values(texts)) expect(text).toContain('Lexline');
    expect(script).toContain(`"$(${name})" /SD IDNO`);
  });
}

test('what starts the app at log-in goes with it, and stays in an update', () => {
  const removal = /!macro customUnInstall\n(.+?)!macroend/s.exec(script)?.[1] ?? '';
  const guarded = /\$\{IfNot\} \$\{isUpdated\}\n(.+?)\$\{EndIf\}/s.exec(removal)?.[1] ?? '';
  const explorer = String.raw`Software\Microsoft\Windows\CurrentVersion`;
  for (const key of ['Run', String.raw`Explorer\StartupApproved\Run`]) {
    expect(guarded).toContain(`DeleteRegValue HKCU "${explorer}\\${key}" "\${APP_ID}"`);
  }
});

test('what is added to the installer compiles, without a warning', () => {
  test.skip(spawnSync('makensis', ['-VERSION']).status !== 0, 'needs makensis: sudo apt-get install -y nsis');
  const folder = mkdtempSync(join(tmpdir(), 'lexline-nsis-'));
  const main = join(folder, 'main.nsi');
  writeFileSync(
    main,
    [
      ...['Unicode true', 'Name "Lexline"', `OutFile "${join(folder, 'Lexline.exe')}"`, 'RequestExecutionLevel user'],
      `!define APP_ID "${APP_ID}"`,
      // As electron-builder's own script asks it, whose plug-in is not here.
      '!define isUpdated `"$R9" == "updated"`',
      ...['!include "LogicLib.nsh"', '!include "FileFunc.nsh"', '!include "MUI2.nsh"', `!include "${INCLUDED}"`],
      ...['!insertmacro MUI_UNPAGE_INSTFILES', ...NSIS_NAMES.map((name) => `!insertmacro MUI_LANGUAGE "${name}"`)],
      ...['Section "install"', `WriteUninstaller "$INSTDIR\\Uninstall.exe"`, 'SectionEnd'],
      ...['Function un.onInit', '!insertmacro customUnInit', 'FunctionEnd'],
      ...['Section "un.Uninstall"', '!insertmacro customUnInstall', 'SectionEnd', ''],
    ].join('\n'),
  );
  const made = spawnSync('makensis', ['-WX', '-INPUTCHARSET', 'UTF8', main], { encoding: 'utf8' });
  expect(made.status, `${made.stdout}${made.stderr}`).toBe(0);
  rmSync(folder, { recursive: true });
});
