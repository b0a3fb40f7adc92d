import type { ReactNode } from 'react';
import { Trans } from 'react-i18next';
import classes from './link-card.module.css';

/** A numbered step on the phone, by its key in the texts; `<b>` in them stands out. */
export type PhoneStepKey = `session.screen.${'qr' | 'pairing-code'}.step${1 | 2 | 3}`;

interface LinkCardProps {
  title: string;
  cause: string | null;
  text: string;
  steps: readonly PhoneStepKey[];
  /** Beside the words: a code. */
  side: ReactNode;
  /** Below the words. */
  children?: ReactNode;
}

/** Linking WhatsApp: what to do on the phone, beside the code for it. */
export function LinkCard({ title, cause, text, steps, side, children }: LinkCardProps) {
  return (
    <div className={classes.area}>
      <div className={classes.card}>
        <div className={classes.words}>
          <h1 className={classes.title}>{title}</h1>
          {cause !== null && <p className={classes.cause}>{cause}</p>}
          <p className={classes.text}>{text}</p>
          <ol className={classes.steps}>
            {steps.map((step) => (
              <li key={step}>
                <span>
                  <Trans i18nKey={step} components={{ b: <strong /> }} />
                </span>
              </li>
            ))}
          </ol>
          {children}
        </div>
        <div className={classes.side}>{side}</div>
      </div>
    </div>
  );
}
