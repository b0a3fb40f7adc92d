import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Template } from '../../../main/contract/template.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { problemText } from '../../ui/problem-text.ts';
import { useToast } from '../../ui/toast.tsx';
import { useRemoveTemplate, useRestoreTemplate } from './template-queries.ts';

interface RemoveTemplateProps {
  lawyerId: string;
  template: Template;
  onRemoved: () => void;
}

/** Removes a template. It is asked before, as the directory may send it at any moment; and it can be taken back. */
export function RemoveTemplate({ lawyerId, template, onRemoved }: RemoveTemplateProps) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const toast = useToast();
  const { mutateAsync: restore } = useRestoreTemplate(lawyerId);
  const { name } = template;
  const undo = () => restore(template).catch((error) => toast({ text: problemText(t, error) }));
  const remove = useRemoveTemplate(lawyerId, template.id, () => {
    onRemoved();
    toast({ text: t('templates.removed', { name }), undo: { label: t('common.undo'), run: undo } });
  });
  return (
    <>
      <Button size="xs" variant="subtle" color="red" onClick={() => setAsking(true)}>
        {t('templates.remove')}
      </Button>
      {asking && (
        <ConfirmDialog
          title={t('templates.remove_title', { name })}
          text={t('templates.remove_template_text')}
          confirm={t('templates.remove')}
          dangerous
          pending={remove.isPending}
          error={remove.error}
          onConfirm={() => remove.mutate()}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
