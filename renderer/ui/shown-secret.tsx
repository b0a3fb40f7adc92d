import { Button } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './shown-secret.module.css';

/** A secret that is shown once, with a button that copies it. */
export function ShownSecret({ label, secret }: { label: string; secret: string }) {
  const { t } = useTranslation();
  const clipboard = useClipboard({ timeout: 3000 });
  return (
    <div className={classes.secret}>
      <textarea
        className={classes.value}
        aria-label={label}
        readOnly
        rows={1}
        spellCheck={false}
        value={secret}
        onFocus={(event) => event.currentTarget.select()}
      />
      <Button
        variant="default"
        size="xs"
        leftSection={clipboard.copied ? <IconCheck size={15} /> : <IconCopy size={15} />}
        onClick={() => clipboard.copy(secret)}
      >
        {clipboard.copied ? t('common.copied') : t('common.copy')}
      </Button>
    </div>
  );
}
