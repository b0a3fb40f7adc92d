import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { TemplateChoice } from '../templates/use-template-choice.ts';
import classes from './compose-box.module.css';

const TemplateChoices = lazy(() => import('../templates/template-choices.tsx'));

interface SlashedTemplatesProps {
  lawyerId: string;
  listId: string;
  choice: TemplateChoice;
}

/** The list over the field while a slash begins the message. */
export function SlashedTemplates({ lawyerId, listId, choice }: SlashedTemplatesProps) {
  const { t } = useTranslation();
  return (
    <Suspense>
      <div className={classes.slashed}>
        <TemplateChoices lawyerId={lawyerId} listId={listId} choice={choice} />
        {choice.rows.length > 0 && (
          <p className={classes.slashHint} role="status">
            {t('templates.slash_hint', { count: choice.rows.length })}
          </p>
        )}
      </div>
    </Suspense>
  );
}
