import { ActionIcon, Popover } from '@mantine/core';
import type { ReactNode, RefObject } from 'react';

interface ComposePopoverProps {
  /** What the button is called. */
  label: string;
  /** Its tooltip, and what is opened by it. */
  title: string;
  icon: ReactNode;
  width: number;
  opened: boolean;
  onChange: (opened: boolean) => void;
  /** Where the focus goes when it is closed by Escape. */
  field: RefObject<HTMLTextAreaElement | null>;
  children: ReactNode;
}

/** A button beside the field, and what it opens over it. */
export function ComposePopover({ label, title, icon, width, opened, onChange, field, children }: ComposePopoverProps) {
  return (
    <Popover
      opened={opened}
      onChange={onChange}
      position="top-start"
      shadow="md"
      width={width}
      returnFocus={false}
      withRoles={false}
      // It is ours, below: the focus goes with it.
      closeOnEscape={false}
      // What is still being loaded must not come, and take the focus, while it goes.
      transitionProps={{ exitDuration: 0 }}
    >
      <Popover.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={36}
          radius="xl"
          aria-label={label}
          aria-expanded={opened}
          title={title}
          onClick={() => onChange(!opened)}
        >
          {icon}
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown
        // Before there is anything in it keys are its own already: Escape closes it.
        ref={focusAtOnce}
        tabIndex={-1}
        role="dialog"
        aria-label={title}
        maw="calc(100vw - 24px)"
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          onChange(false);
          field.current?.focus();
        }}
      >
        {children}
      </Popover.Dropdown>
    </Popover>
  );
}

function focusAtOnce(element: HTMLElement | null): void {
  element?.focus({ preventScroll: true });
}
