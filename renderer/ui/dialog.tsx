import { Modal } from '@mantine/core';
import { type ReactNode, useLayoutEffect } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './dialog.module.css';
import { useCoverWindow } from './window-cover.tsx';

interface DialogProps {
  title: string;
  opened: boolean;
  /** Without it the dialog can only be left by what it asks for. */
  onClose?: () => void;
  /** False when what the dialog leads to takes the focus itself. */
  returnFocus?: boolean;
  /** Its width, in CSS pixels. */
  size?: number;
  children: ReactNode;
}

/** A dialog of ours. It counts as something over the window, so that WhatsApp's page never hides it. */
export function Dialog({ title, opened, onClose, returnFocus = true, size = 540, children }: DialogProps) {
  const { t } = useTranslation();
  useCoverWindow(opened);
  useReturnAtEnd(opened && returnFocus);
  return (
    <Modal
      opened={opened}
      onClose={onClose ?? (() => {})}
      title={title}
      centered
      returnFocus={returnFocus}
      size={size}
      classNames={{ title: classes.title ?? '', body: classes.body ?? '' }}
      padding="lg"
      radius="lg"
      closeOnEscape={onClose !== undefined}
      closeOnClickOutside={onClose !== undefined}
      withCloseButton={onClose !== undefined}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      // The banner is the window's.
      attributes={{ header: { role: 'presentation' } }}
      // The page behind never scrolls, and locking it would inject a style element.
      lockScroll={false}
      transitionProps={{ duration: 120 }}
      overlayProps={{ backgroundOpacity: 0.4 }}
    >
      {children}
    </Modal>
  );
}

/**
 * Mantine gives the focus back when a dialog closes, but not when it goes together with what has shown it. Where what had it
 * is gone by then, such as a button for what has just been done, the keyboard goes on from the screen.
 */
export function useReturnAtEnd(isWanted: boolean): void {
  useLayoutEffect(() => {
    if (!isWanted) return;
    const before = document.activeElement;
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
      // It may go in this same moment, together with the dialog.
      requestAnimationFrame(() => {
        if (document.activeElement === document.body) document.querySelector('main')?.focus();
      });
    };
  }, [isWanted]);
}
