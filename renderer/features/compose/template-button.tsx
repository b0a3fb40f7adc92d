import { IconTemplate } from '@tabler/icons-react';
import { lazy, type RefObject, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useShortcut } from '../../shortcuts/use-shortcut.tsx';
import { PartLoading } from '../../ui/part-loading.tsx';
import { useLoadAhead } from '../../ui/use-load-ahead.ts';
import { ComposePopover } from './compose-popover.tsx';
import type { ComposeTemplates } from './use-compose-templates.ts';

const loadPicker = () => import('../templates/template-picker.tsx');
const TemplatePicker = lazy(loadPicker);

interface TemplateButtonProps {
  lawyerId: string;
  field: RefObject<HTMLTextAreaElement | null>;
  templates: ComposeTemplates;
}

/** Opens the templates; the focus comes back to the field. */
export function TemplateButton({ lawyerId, field, templates }: TemplateButtonProps) {
  const { t } = useTranslation();
  const { isPicking, setPicking } = templates;
  useShortcut('chat.template', () => setPicking(true));
  useLoadAhead(loadPicker);
  return (
    <ComposePopover
      label={t('templates.title')}
      title={t('templates.insert')}
      icon={<IconTemplate size={19} aria-hidden="true" />}
      width={380}
      opened={isPicking}
      onChange={setPicking}
      field={field}
    >
      <Suspense fallback={<PartLoading />}>
        <TemplatePicker lawyerId={lawyerId} onChoose={templates.pick} />
      </Suspense>
    </ComposePopover>
  );
}
