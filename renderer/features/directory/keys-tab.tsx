import { Button } from '@mantine/core';
import { IconKey, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrand } from '../../routing/use-errand.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import classes from './directory-parts.module.css';
import { type MadeKey, useKeys } from './key-queries.ts';
import { KeyRow } from './key-row.tsx';
import { NewKeyDialog } from './new-key-dialog.tsx';
import { SecretDialog } from './secret-dialog.tsx';
import { MoreButton, WhenRead } from './when-read.tsx';

interface KeysTabProps {
  lawyerId: string;
  practice: boolean;
  /** The key that one has come for. */
  reached: string | null;
}

/** The keys of the lawyer's directory. */
export function KeysTab({ lawyerId, practice, reached }: KeysTabProps) {
  const { t } = useTranslation();
  const query = useKeys(lawyerId);
  const [asking, setAsking] = useState(false);
  const [shown, setShown] = useState<MadeKey | null>(null);
  /** Whose secret has been stored: the keyboard goes on from it. */
  const [stored, setStored] = useState<string | null>(null);
  useErrand('key.new', () => setAsking(true));
  const onMade = (made: MadeKey) => {
    setAsking(false);
    setShown(made);
  };
  return (
    <div className={classes.stack}>
      <div className={classes.intro}>
        <p className={classes.text}>{t('directory.keys.text')}</p>
        <Button leftSection={<IconPlus size={16} />} onClick={() => setAsking(true)}>
          {t('directory.keys.new')}
        </Button>
      </div>
      <WhenRead query={query}>
        {({ pages }) => {
          const keys = pages.flatMap(({ data }) => data);
          if (keys.length === 0) {
            return (
              <EmptyState
                icon={IconKey}
                title={t('directory.keys.empty_title')}
                text={t('directory.keys.empty_text')}
              />
            );
          }
          return (
            <ul className={classes.list} aria-label={t('directory.tab.keys')}>
              {keys.map((key) => (
                <KeyRow
                  key={key.id}
                  lawyerId={lawyerId}
                  apiKey={key}
                  practice={practice}
                  isReached={key.id === stored || key.id === reached}
                  onMade={onMade}
                />
              ))}
            </ul>
          );
        }}
      </WhenRead>
      <MoreButton query={query} />
      {asking && <NewKeyDialog lawyerId={lawyerId} onMade={onMade} onClose={() => setAsking(false)} />}
      {shown !== null && (
        <SecretDialog
          title={t('directory.keys.shown_title')}
          text={t('directory.keys.shown_text')}
          label={t('key.label')}
          secret={shown.api_key}
          onDone={() => {
            setShown(null);
            setStored(shown.id);
          }}
        />
      )}
    </div>
  );
}
