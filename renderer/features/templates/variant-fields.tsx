import { Button, NativeSelect, Radio, Textarea } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { TemplatePiece } from '../../../main/contract/template-preview.ts';
import { markedIn, typeInto } from '../../ui/type-into.ts';
import { MAX_TEXT } from '../compose/compose-limits.ts';
import { languageChoices, languageName } from './languages.ts';
import type { VariantDraft } from './template-form.ts';
import { TemplatePreview } from './template-preview.tsx';
import classes from './variant-fields.module.css';

/** From here on it is said how much has room. In UTF-16 units. */
const NEAR_THE_END = MAX_TEXT - 2_000;

/** What a new variable is called until it is typed over: names have letters from A to Z in every language. */
const NEW_NAME = 'name';

interface VariantFieldsProps {
  variant: VariantDraft;
  /** The languages of the other texts. */
  taken: readonly string[];
  isDefault: boolean;
  /** Those that the template's texts name. */
  variables: readonly string[];
  pieces: readonly TemplatePiece[];
  error: string | undefined;
  onChange: (part: Partial<VariantDraft>) => void;
  onDefault: () => void;
  /** Absent for the only one. */
  onRemove?: () => void;
}

/** The text in one language, the variables to put into it, and the message that comes of it. */
export function VariantFields({ variant, taken, isDefault, variables, pieces, error, ...on }: VariantFieldsProps) {
  const { t, i18n } = useTranslation();
  const { language, text } = variant;
  const labelId = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const name = languageName(language, i18n.language);

  /** Puts a variable where the caret is. The name of a new one is marked, to be typed over. */
  const insert = (variable: string, isNew: boolean) => {
    const area = field.current;
    if (!area) return;
    const place = markedIn(area);
    const text = `{{${variable}}}`;
    if (area.value.length - (place.end - place.start) + text.length > MAX_TEXT) return;
    typeInto(area, place, text);
    if (isNew) area.setSelectionRange(place.start + 2, place.start + text.length - 2);
  };

  return (
    <section className={classes.variant} aria-label={name}>
      <div className={classes.head}>
        <NativeSelect
          size="xs"
          aria-label={t('templates.language')}
          value={language}
          onChange={(event) => on.onChange({ language: event.currentTarget.value })}
          data={languageChoices(language, taken, i18n.language)}
        />
        {on.onRemove && (
          <>
            <Radio
              size="xs"
              name="default-language"
              checked={isDefault}
              label={t('templates.default')}
              onChange={on.onDefault}
            />
            <Button
              size="compact-xs"
              variant="subtle"
              color="red"
              aria-label={t('templates.remove_text_of', { language: name })}
              leftSection={<IconTrash size={15} aria-hidden="true" />}
              onClick={on.onRemove}
            >
              {t('templates.remove_text')}
            </Button>
          </>
        )}
      </div>
      <Textarea
        ref={field}
        label={t('templates.text')}
        classNames={{ input: classes.text ?? '' }}
        dir="auto"
        rows={4}
        maxLength={MAX_TEXT}
        value={text}
        error={error}
        {...(text.length > NEAR_THE_END && {
          description: t('templates.length', { length: text.length, most: MAX_TEXT }),
        })}
        onChange={(event) => on.onChange({ text: event.currentTarget.value })}
      />
      <fieldset className={classes.insert} aria-labelledby={labelId}>
        <span id={labelId} className={classes.quiet}>
          {t('templates.insert_variable')}
        </span>
        {variables.map((variable) => (
          <button key={variable} type="button" className={classes.chip} onClick={() => insert(variable, false)}>
            <bdi>{variable}</bdi>
          </button>
        ))}
        <button type="button" className={classes.chip} onClick={() => insert(NEW_NAME, true)}>
          <IconPlus size={13} aria-hidden="true" />
          {t('templates.new_variable')}
        </button>
      </fieldset>
      <TemplatePreview pieces={pieces} />
    </section>
  );
}
