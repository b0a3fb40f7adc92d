import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './copy-text.module.css';

interface CopyTextProps {
  text: string;
  label: string;
  children: ReactNode;
}

/** Something short that is copied when it is pressed. */
export function CopyText({ text, label, children }: CopyTextProps) {
  const clipboard = useClipboard({ timeout: 2000 });
  const Icon = clipboard.copied ? IconCheck : IconCopy;
  return (
    <button
      type="button"
      className={classes.copy}
      aria-label={label}
      title={label}
      onClick={() => clipboard.copy(text)}
    >
      {children}
      <Icon size={14} aria-hidden="true" />
    </button>
  );
}
