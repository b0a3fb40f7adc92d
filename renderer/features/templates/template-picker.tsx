import { FocusTrap, TextInput } from '@mantine/core';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TemplateRow } from '../../../main/contract/template-preview.ts';
import classes from './template-choices.module.css';
import TemplateChoices from './template-choices.tsx';
import { useTemplateChoice } from './use-template-choice.ts';

interface TemplatePickerProps {
  lawyerId: string;
  onChoose: (row: TemplateRow) => void;
}

/** A field to look for a template by its name, over those that fit. */
export default function TemplatePicker({ lawyerId, onChoose }: TemplatePickerProps) {
  const { t } = useTranslation();
  const listId = useId();
  const [typed, setTyped] = useState('');
  const choice = useTemplateChoice({ lawyerId, typed, onChoose });
  return (
    // The popover's own trap comes before what it shows, which is loaded.
    <FocusTrap>
      <div className={classes.choices}>
        <TextInput
          size="xs"
          // The trap would set the focus a moment later: what is typed by then would be lost.
          autoFocus
          data-autofocus
          role="combobox"
          dir="auto"
          aria-label={t('templates.search')}
          placeholder={t('templates.search')}
          aria-expanded="true"
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={choice.active < 0 ? undefined : `${listId}-${choice.active}`}
          maxLength={100}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={choice.onKeyDown}
        />
        <TemplateChoices lawyerId={lawyerId} listId={listId} choice={choice} />
      </div>
    </FocusTrap>
  );
}
