import { CloseButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFocusReturn } from './focus-return.ts';
import { useNarrow } from './narrow.ts';
import classes from './side-panel.module.css';
import { useCoverWindow } from './window-cover.tsx';

interface SidePanelProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
}

/**
 * What stands beside a screen for a while. It takes room from it rather than lying over it, but for a narrow window, where
 * it is shown instead of it.
 */
export function SidePanel({ title, onClose, children }: SidePanelProps) {
  const { t } = useTranslation();
  const narrow = useNarrow();
  useCoverWindow(narrow);
  const panel = useFocusReturn<HTMLElement>(narrow);
  return (
    <aside
      ref={panel}
      className={classes.panel}
      aria-label={title}
      tabIndex={-1}
      onKeyDown={(event) => {
        // Not from a dialog that was opened here, which is elsewhere in the document.
        const isHere = event.target instanceof Node && event.currentTarget.contains(event.target);
        if (event.key === 'Escape' && isHere && !event.defaultPrevented) onClose();
      }}
    >
      <header className={classes.header}>
        <h2 className={classes.title}>{title}</h2>
        <CloseButton aria-label={t('common.close')} onClick={onClose} />
      </header>
      <div className={classes.body}>{children}</div>
    </aside>
  );
}
