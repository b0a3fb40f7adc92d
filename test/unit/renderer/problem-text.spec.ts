import { expect, test } from '@playwright/test';
import { FAULTS } from '../../../main/contract/faults.ts';
import type { FieldFault } from '../../../main/contract/problems.ts';
import { BridgeError } from '../../../renderer/bridge.ts';
import { createI18n } from '../../../renderer/i18n/create-i18n.ts';
import en from '../../../renderer/i18n/en.json' with { type: 'json' };
import { LANGUAGES, type Language } from '../../../renderer/i18n/languages.ts';
import { fieldLabel } from '../../../renderer/ui/field-label.ts';
import { problemText } from '../../../renderer/ui/problem-text.ts';

async function wordsIn(language: Language) {
  const i18n = createI18n('en');
  i18n.addResourceBundle(language, 'translation', await LANGUAGES[language].load());
  await i18n.changeLanguage(language);
  return i18n.t;
}

const refusal = (...errors: FieldFault[]) => new BridgeError('invalid_request', errors);

/** Without the marks that keep what is filled in apart. */
const plain = (text: string) => text.replace(/[\u2066-\u2069]/g, '');

for (const language of (Object.keys(LANGUAGES) as Language[]).filter((one) => one !== 'en')) {
  test(`whatever is refused, the window says why in ${language}, and no English`, async () => {
    const t = await wordsIn(language);
    for (const fault of FAULTS) {
      const english = en.problem.fault[fault].replace('{{limit, number}}', '7');
      for (const field of ['name', 'client.phone', 'variants.0.text', 'lawyer_id', 'input']) {
        const text = plain(problemText(t, refusal({ field, fault, limit: 7 })));
        expect(text, fault).not.toContain(english);
        expect(text, fault).not.toContain(en.problem.invalid_request);
        // What the window has no label for has a name that is English.
        expect(text, fault).not.toMatch(/lawyer_id|input|variants|client\b/);
      }
    }
  });
}

test('each field is named as its label is, once, with what is wrong and the limit as numbers are written', async () => {
  const errors: FieldFault[] = [
    { field: 'name', fault: 'too_long', limit: 10_000 },
    { field: 'email', fault: 'email' },
    { field: 'email', fault: 'email' },
    { field: 'settings.pace.quiet_hours.from', fault: 'form' },
  ];
  expect(problemText(createI18n('en').t, refusal(...errors))).toBe(
    'Something in it is not valid: Name (longer than 10,000 characters), Email (no email address), From (not in the right form).',
  );
  expect(problemText(await wordsIn('de'), refusal(...errors))).toBe(
    'Eine Angabe ist nicht gültig: Name (länger als 10.000 Zeichen), E-Mail (keine E-Mail-Adresse), Von (nicht in der richtigen Form).',
  );
  expect(problemText(createI18n('en').t, refusal())).toBe('Something in it is not valid.');
});

test('a variable is called by its name, which a person has given it, and turns nothing around it', () => {
  const { t } = createI18n('en');
  expect(fieldLabel(t, 'variables.name')).toBe('name');
  expect(fieldLabel(t, 'template.variables.constructor')).toBe('constructor');
  expect(fieldLabel(t, 'constructor')).toBeNull();
  const turned = problemText(t, refusal({ field: 'variables.\u202eاسم', fault: 'missing' }));
  expect(turned).not.toContain('\u202e');
  expect(turned).toContain('\u2068اسم\u2069');
});
