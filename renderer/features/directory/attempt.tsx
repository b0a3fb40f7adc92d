import { useTranslation } from 'react-i18next';
import type { DeliveryAttempt } from '../../../main/contract/webhook.ts';
import classes from './directory-parts.module.css';
import { TextBlock } from './text-block.tsx';

/** One request to a receiver, and what came back. The answer is a stranger's: it is shown as text alone. */
export function Attempt({ attempt }: { attempt: DeliveryAttempt }) {
  const { t } = useTranslation();
  const { request_headers: sent, response_headers: got, response_start: start } = attempt;
  return (
    <>
      {start !== null && <Fold label={t('directory.deliveries.response_start')} text={start} isOpen />}
      {got !== null && <Fold label={t('directory.deliveries.response_headers')} text={asLines(got)} />}
      <Fold label={t('directory.deliveries.request_headers')} text={asLines(sent)} />
    </>
  );
}

function Fold({ label, text, isOpen = false }: { label: string; text: string; isOpen?: boolean }) {
  const { t } = useTranslation();
  return (
    <details className={classes.fold} open={isOpen}>
      <summary>{label}</summary>
      {text === '' ? (
        <p className={classes.quiet}>{t('directory.deliveries.response_empty')}</p>
      ) : (
        <TextBlock label={label} text={text} />
      )}
    </details>
  );
}

function asLines(headers: Readonly<Record<string, string>>): string {
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');
}
