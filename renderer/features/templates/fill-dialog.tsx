import { Button, Group, NativeSelect, Stack, Textarea } from '@mantine/core';
import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TemplateRow } from '../../../main/contract/template-preview.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { withoutOverrides } from '../../ui/overrides.ts';
import { ProblemLine } from '../../ui/problem-line.tsx';
import classes from './fill-dialog.module.css';
import { languageName } from './languages.ts';
import { TemplatePreview } from './template-preview.tsx';
import { useFillTemplate, useTemplatePreview } from './template-queries.ts';

/** What one value may be, in UTF-16 units, as the contract has it. */
const MAX_VALUE = 10_000;

interface FillDialogProps {
  lawyerId: string;
  template: TemplateRow;
  /** So long a text has room where it goes to, in UTF-16 units. */
  room: number;
  onFilled: (text: string) => void;
  onClose: () => void;
}

/** Asks for what a template needs, and shows what comes of it. Nothing is sent: the text goes to where one writes. */
export default function FillDialog({ lawyerId, template, room, onFilled, onClose }: FillDialogProps) {
  const { t, i18n } = useTranslation();
  const { id, name, variables: names, languages } = template;
  const [language, setLanguage] = useState<string | null>(null);
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const [isTried, setTried] = useState(false);
  const preview = useTemplatePreview(lawyerId, { id, language, variables: values });
  const fill = useFillTemplate(lawyerId);
  const isMissing = (variable: string) => (values[variable] ?? '').trim() === '';
  const shown = preview.data;
  const isTooLong = shown !== undefined && (shown.fault === 'too_long' || shown.length > room);

  const submit = (event: FormEvent | KeyboardEvent) => {
    event.preventDefault();
    setTried(true);
    const missing = names.find(isMissing);
    if (missing !== undefined) return document.getElementById(`${id}-${missing}`)?.focus();
    if (isTooLong || fill.isPending) return;
    fill.mutate({ id, language, variables: values }, { onSuccess: ({ text }) => onFilled(text) });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) submit(event);
  };

  return (
    <Dialog title={withoutOverrides(name)} opened onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          {languages.length > 1 && (
            <NativeSelect
              label={t('templates.language')}
              value={language ?? shown?.language ?? template.default_language}
              onChange={(event) => setLanguage(event.currentTarget.value)}
              data={languages.map((value) => ({ value, label: languageName(value, i18n.language) }))}
            />
          )}
          {names.map((variable, index) => (
            <Textarea
              key={variable}
              id={`${id}-${variable}`}
              label={<bdi>{variable}</bdi>}
              classNames={{ input: classes.value ?? '' }}
              dir="auto"
              rows={1}
              maxLength={MAX_VALUE}
              value={values[variable] ?? ''}
              error={isTried && isMissing(variable) && t('templates.value_missing')}
              data-autofocus={index === 0 || undefined}
              onChange={({ currentTarget: { value } }) => {
                setValues({ ...values, [variable]: value });
                fill.reset();
              }}
              onKeyDown={onKeyDown}
            />
          ))}
          {shown && <TemplatePreview pieces={shown.pieces} />}
          {isTooLong && (
            <p className={classes.problem} role="alert">
              {t('templates.too_long', { length: shown.length, most: room })}
            </p>
          )}
          <ProblemLine error={fill.error ?? preview.error} />
        </Stack>
        <p className={classes.hint}>{t('templates.not_sent')}</p>
        <Group justify="flex-end" mt="lg" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={fill.isPending} data-autofocus={names.length === 0 || undefined}>
            {t('templates.take')}
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}
