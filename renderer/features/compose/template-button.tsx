import { ActionIcon, Popover } from '@mantine/core';
import { IconTemplate } from '@tabler/icons-react';
import { lazy, type RefObject, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useShortcut } from '../../shortcuts/use-shortcut.tsx';
import { PartLoading } from '../../ui/part-loading.tsx';
import type { ComposeTemplates } from './use-compose-templates.ts';

const TemplatePicker = lazy(() => import('../templates/template-picker.tsx'));

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
  return (
    <Popover
      opened={isPicking}
      onChange={setPicking}
      position="top-start"
      shadow="md"
      width={380}
      returnFocus={false}
      withRoles={false}
    >
      <Popover.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={36}
          radius="xl"
          aria-label={t('templates.title')}
          aria-expanded={isPicking}
          title={t('templates.insert')}
          onClick={() => setPicking(!isPicking)}
        >
          <IconTemplate size={19} aria-hidden="true" />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown
        role="dialog"
        aria-label={t('templates.insert')}
        maw="calc(100vw - 24px)"
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          setPicking(false);
          field.current?.focus();
        }}
      >
        <Suspense fallback={<PartLoading />}>
          <TemplatePicker lawyerId={lawyerId} onChoose={templates.pick} />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}
