import { Button, type ButtonProps } from '@mantine/core';
import type { ReactNode } from 'react';

interface BusyButtonProps extends Pick<ButtonProps, 'variant' | 'size' | 'mt' | 'leftSection'> {
  busy: boolean;
  /** What it is called, where its words alone do not say it. */
  label?: string;
  /** What sends a form; the form itself takes nothing while that is under way. */
  type?: 'button' | 'submit';
  onClick?: () => void;
  children: ReactNode;
}

/** What it was pressed for is under way: it takes no second press, and keeps the focus, which a disabled button loses. */
export function BusyButton({ busy, label, type = 'button', onClick, children, ...look }: BusyButtonProps) {
  return (
    <Button
      {...look}
      {...(label !== undefined && { 'aria-label': label })}
      loading={busy}
      onClick={() => {
        if (!busy) onClick?.();
      }}
      renderRoot={(root) => <button {...root} type={type} disabled={false} aria-disabled={busy} />}
    >
      {children}
    </Button>
  );
}
