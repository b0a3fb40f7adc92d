import { Button } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './copy-block.module.css';

/** A line for a machine that is copied as a whole, such as a secret that is shown once, with a button that copies it. */
export function CopyBlock({ label, text }: { label: string; text: string }) {
  const { t } = useTranslation();
  const clipboard = useClipboard({ timeout: 3000 });
  return (
    <div className={classes.block}>
      <textarea
        className={classes.value}
        aria-label={label}
        readOnly
        rows={1}
        dir="ltr"
        spellCheck={false}
        value={text}
        onFocus={(event) => event.currentTarget.select()}
      />
      <Button
        variant="default"
        size="xs"
        leftSection={clipboard.copied ? <IconCheck size={15} /> : <IconCopy size={15} />}
        onClick={() => clipboard.copy(text)}
      >
        {clipboard.copied ? t('common.copied') : t('common.copy')}
      </Button>
    </div>
  );
}
