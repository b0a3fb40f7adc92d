import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Wordmark } from '../../ui/wordmark.tsx';
import classes from './onboarding-frame.module.css';

interface OnboardingFrameProps {
  title: string;
  text: string;
  children: ReactNode;
}

/** A screen that asks for one thing, before there is anything else to see. */
export function OnboardingFrame({ title, text, children }: OnboardingFrameProps) {
  const { t } = useTranslation();
  return (
    <main className={classes.area} aria-label={t('app.name')}>
      <div className={classes.column}>
        <Wordmark />
        <div className={classes.card}>
          <h1 className={classes.title}>{title}</h1>
          <p className={classes.text}>{text}</p>
          {children}
        </div>
      </div>
    </main>
  );
}
