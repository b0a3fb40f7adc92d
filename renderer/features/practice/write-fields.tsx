import { Button, FileButton, Textarea, TextInput } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { formatSize } from '../../ui/format-size.ts';
import { FileName } from '../attachments/file-name.tsx';
import classes from './practice-panel.module.css';
import { hasFile, hasText, MAX_FILE_BYTES, type WriteForm, type WrongField } from './write-form.ts';

interface WriteFieldsProps {
  form: WriteForm;
  wrong: ReadonlySet<WrongField>;
  change: (part: Partial<WriteForm>) => void;
}

type TextField = 'text' | 'latitude' | 'longitude' | 'place' | 'contactName' | 'contactPhone' | 'question' | 'options';

/** What a kind of message needs to be told. */
export function WriteFields({ form, wrong, change }: WriteFieldsProps) {
  const { t } = useTranslation();
  const { kind } = form;
  const field = (name: TextField) => ({
    value: form[name],
    onChange: (event: { currentTarget: { value: string } }) => change({ [name]: event.currentTarget.value }),
  });
  return (
    <>
      {hasFile(kind) && <FileField form={form} wrong={wrong} change={change} />}
      {hasText(kind) && (
        <Textarea
          label={kind === 'text' ? t('practice.message') : t('practice.caption')}
          dir="auto"
          rows={kind === 'text' ? 4 : 2}
          error={wrong.has('text')}
          {...field('text')}
        />
      )}
      {kind === 'location' && (
        <>
          <TextInput label={t('practice.latitude')} error={wrong.has('latitude')} {...field('latitude')} />
          <TextInput label={t('practice.longitude')} error={wrong.has('longitude')} {...field('longitude')} />
          <TextInput label={t('practice.place')} {...field('place')} />
        </>
      )}
      {kind === 'contact' && (
        <>
          <TextInput label={t('practice.contact_name')} error={wrong.has('contactName')} {...field('contactName')} />
          <TextInput
            label={t('practice.contact_phone')}
            type="tel"
            error={wrong.has('contactPhone') && t('common.phone_invalid')}
            {...field('contactPhone')}
          />
        </>
      )}
      {kind === 'poll' && (
        <>
          <TextInput label={t('practice.question')} error={wrong.has('question')} {...field('question')} />
          <Textarea
            label={t('practice.options')}
            rows={3}
            error={wrong.has('options') && t('practice.options_few')}
            {...field('options')}
          />
        </>
      )}
    </>
  );
}

function FileField({ form, wrong, change }: WriteFieldsProps) {
  const { t, i18n } = useTranslation();
  const { file } = form;
  return (
    <div>
      <FileButton onChange={(chosen) => change({ file: chosen })} inputProps={{ 'aria-label': t('practice.file') }}>
        {(props) => (
          <Button variant="default" fullWidth leftSection={<IconPaperclip size={16} aria-hidden="true" />} {...props}>
            {t('practice.file_choose')}
          </Button>
        )}
      </FileButton>
      {file && (
        <p className={classes.chosen}>
          <FileName name={file.name} /> {formatSize(file.size, i18n.language)}
        </p>
      )}
      {wrong.has('file') && (
        <p className={classes.outcome} role="alert" data-problem>
          {file !== null && file.size > MAX_FILE_BYTES ? t('practice.file_too_large') : t('practice.file_missing')}
        </p>
      )}
    </div>
  );
}
