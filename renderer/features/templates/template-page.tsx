import { ActionIcon, Button, Loader } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { BridgeError } from '../../bridge.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatMoment } from '../../ui/format-time.ts';
import { SafeText } from '../../ui/safe-text.tsx';
import { useToday } from '../../ui/use-today.ts';
import { RemoveTemplate } from './remove-template.tsx';
import { TemplateFields } from './template-fields.tsx';
import classes from './template-page.module.css';
import { useTemplate } from './template-queries.ts';
import { UNSAVED, unsavedKey } from './unsaved.ts';

interface TemplatePageProps {
  lawyerId: string;
  id: string;
  onBack: () => void;
}

/** One template, to be read and changed. */
export function TemplatePage({ lawyerId, id, onBack }: TemplatePageProps) {
  const { t, i18n } = useTranslation();
  const now = useToday();
  const { data: template, isPending, isError, error, refetch } = useTemplate(lawyerId, id);
  const [isRemoved, setRemoved] = useState(false);
  const isGone = error instanceof BridgeError && error.code === 'template_not_found';
  return (
    <div className={classes.page}>
      <Back onBack={onBack} />
      {isPending && <Loader size="sm" />}
      {isGone && <EmptyState title={t('problem.template_not_found')} text={t('templates.gone_text')} />}
      {isError && !isGone && (
        <EmptyState title={t('templates.failed')} alarming>
          <Button variant="light" onClick={() => void refetch()}>
            {t('app.retry')}
          </Button>
        </EmptyState>
      )}
      {template && !isError && !isRemoved && (
        <>
          <header className={classes.head}>
            <div>
              <h2 className={classes.name}>
                <SafeText>{template.name}</SafeText>
              </h2>
              <p className={classes.quiet}>
                {t('templates.changed', { time: formatMoment(template.updated_at, now, i18n.language) })}
              </p>
            </div>
            <RemoveTemplate
              lawyerId={lawyerId}
              template={template}
              onRemoved={() => {
                // With it goes what was typed: nobody is asked about that.
                flushSync(() => setRemoved(true));
                UNSAVED.delete(unsavedKey(lawyerId, id));
                onBack();
              }}
            />
          </header>
          <TemplateFields lawyerId={lawyerId} template={template} onSaved={() => {}} />
        </>
      )}
    </div>
  );
}

interface NewTemplatePageProps {
  lawyerId: string;
  onMade: (id: string) => void;
  onBack: () => void;
}

/** A template that is not there yet. */
export function NewTemplatePage({ lawyerId, onMade, onBack }: NewTemplatePageProps) {
  const { t } = useTranslation();
  return (
    <div className={classes.page}>
      <Back onBack={onBack} />
      <h2 className={classes.name}>{t('templates.new')}</h2>
      <TemplateFields lawyerId={lawyerId} template={null} onSaved={({ id }) => onMade(id)} />
    </div>
  );
}

function Back({ onBack }: { onBack: () => void }) {
  const { t } = useTranslation();
  return (
    <div className={classes.back}>
      <ActionIcon variant="subtle" size="lg" aria-label={t('templates.back')} onClick={onBack}>
        <IconArrowLeft size={20} aria-hidden="true" />
      </ActionIcon>
    </div>
  );
}
