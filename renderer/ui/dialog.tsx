import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
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
  useCoverWindow(opened);
  return (
    <Modal
      opened={opened}
      onClose={onClose ?? (() => {})}
      title={title}
      centered
      returnFocus={returnFocus}
      size={size}
      classNames={{ title: classes.title ?? '' }}
      padding="lg"
      radius="lg"
      closeOnEscape={onClose !== undefined}
      closeOnClickOutside={onClose !== undefined}
      withCloseButton={onClose !== undefined}
      // The page behind never scrolls, and locking it would inject a style element.
      lockScroll={false}
      transitionProps={{ duration: 120 }}
      overlayProps={{ backgroundOpacity: 0.4 }}
    >
      {children}
    </Modal>
  );
}
