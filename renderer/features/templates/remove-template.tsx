import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Template } from '../../../main/contract/template.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { withoutOverrides } from '../../ui/overrides.ts';
import { useRemoveTemplate } from './template-queries.ts';

interface RemoveTemplateProps {
  lawyerId: string;
  template: Template;
  onRemoved: () => void;
}

/** Removes a template. It is asked before: made anew it would have another id, by which the directory may send it. */
export function RemoveTemplate({ lawyerId, template, onRemoved }: RemoveTemplateProps) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const remove = useRemoveTemplate(lawyerId, template.id, onRemoved);
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
          onConfirm={() => remove.mutate()}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
