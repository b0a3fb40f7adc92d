import { Button, type ButtonProps } from '@mantine/core';
import type { ReactNode } from 'react';

interface BusyButtonProps extends Pick<ButtonProps, 'variant' | 'size'> {
  busy: boolean;
  onClick: () => void;
  children: ReactNode;
}

/** What it was pressed for is under way: it takes no second press, and keeps the focus, which a disabled button loses. */
export function BusyButton({ busy, onClick, children, ...look }: BusyButtonProps) {
  return (
    <Button
      {...look}
      loading={busy}
      onClick={() => {
        if (!busy) onClick();
      }}
      renderRoot={(root) => <button {...root} type="button" disabled={false} aria-disabled={busy} />}
    >
      {children}
    </Button>
  );
}
