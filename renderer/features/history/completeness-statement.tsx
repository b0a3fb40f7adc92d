import { Button } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconCopy, IconPrinter } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { formatDate, formatMoment } from '../../ui/format-time.ts';
import { SafeText } from '../../ui/safe-text.tsx';
import { useToday } from '../../ui/use-today.ts';
import classes from './completeness-statement.module.css';
import { CompletenessView, completenessText } from './completeness-view.tsx';
import { useCompleteness } from './history-queries.ts';

interface CompletenessStatementProps {
  lawyerId: string;
  conversationId: string;
  /** With whom the chat is. */
  name: string;
}

/** How much of a chat is stored, to be read, copied or printed. */
export function CompletenessStatement({ lawyerId, conversationId, name }: CompletenessStatementProps) {
  const { t, i18n } = useTranslation();
  const now = useToday();
  const clipboard = useClipboard({ timeout: 2000 });
  const [printing, setPrinting] = useState(false);
  const known = useCompleteness(lawyerId, conversationId).data;
  // Of another year and day: what is copied is read then.
  const moment = (time: string) =>
    `${formatDate(time, i18n.language)}, ${formatMoment(time, new Date(time), i18n.language)}`;
  const text = known && completenessText(known, moment, t);
  const heading = `${t('completeness.title')}: ${name}`;
  useEffect(() => {
    if (!printing) return;
    const done = () => setPrinting(false);
    window.addEventListener('afterprint', done);
    window.print();
    return () => window.removeEventListener('afterprint', done);
  }, [printing]);
  const Icon = clipboard.copied ? IconCheck : IconCopy;
  return (
    <>
      <CompletenessView lawyerId={lawyerId} conversationId={conversationId} />
      {text && (
        <div className={classes.actions}>
          <Button
            size="xs"
            variant="default"
            leftSection={<Icon size={15} aria-hidden="true" />}
            onClick={() => clipboard.copy(`${heading}\n${text}`)}
          >
            {t(clipboard.copied ? 'common.copied' : 'completeness.copy')}
          </Button>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPrinter size={15} aria-hidden="true" />}
            onClick={() => setPrinting(true)}
          >
            {t('completeness.print')}
          </Button>
        </div>
      )}
      {printing &&
        text &&
        createPortal(
          <div className={classes.printed} aria-hidden="true">
            <h1>
              <SafeText>{heading}</SafeText>
            </h1>
            <p>{text}</p>
            <p>{formatDate(now.toISOString(), i18n.language)}</p>
          </div>,
          document.body,
        )}
    </>
  );
}
