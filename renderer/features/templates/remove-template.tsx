import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Template } from '../../../main/contract/template.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { withoutOverrides } from '../../ui/overrides.ts';
import { TEMPLATE_KEYS } from './keys.ts';
import { useRemoveTemplate } from './template-queries.ts';

interface RemoveTemplateProps {
  lawyerId: string;
  template: Template;
  onRemoved: () => void;
}

/** Removes a template. It is asked before: made anew it would have another id, by which the directory may send it. */
export function RemoveTemplate({ lawyerId, template, onRemoved }: RemoveTemplateProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const remove = useRemoveTemplate(lawyerId, template.id);
  const onSuccess = () => {
    // What is gone is not read again; the list is.
    onRemoved();
    return queries.invalidateQueries({ queryKey: TEMPLATE_KEYS.list(lawyerId) });
  };
  return (
    <>
      <Button size="xs" variant="subtle" color="red" onClick={() => setAsking(true)}>
        {t('templates.remove')}
      </Button>
      {asking && (
        <ConfirmDialog
          title={t('templates.remove_title', { name: withoutOverrides(template.name) })}
          text={t('templates.remove_template_text')}
          confirm={t('templates.remove')}
          dangerous
          pending={remove.isPending}
          error={remove.error}
          onConfirm={() => remove.mutate(undefined, { onSuccess })}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
