import { ActionIcon, Loader, Popover } from '@mantine/core';
import { IconMoodSmile } from '@tabler/icons-react';
import { lazy, type RefObject, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';

const EmojiPicker = lazy(() => import('./emoji-picker.tsx'));

interface EmojiButtonProps {
  field: RefObject<HTMLTextAreaElement | null>;
  onInsert: (text: string) => void;
}

/** Opens the emoji; the chosen one goes to where the caret is, and the focus back to the field. */
export function EmojiButton({ field, onInsert }: EmojiButtonProps) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const insert = (emoji: string) => {
    setOpen(false);
    const area = field.current;
    if (!area) return;
    const { selectionStart: start, selectionEnd: end, value } = area;
    onInsert(value.slice(0, start) + emoji + value.slice(end));
    area.focus();
    const caret = start + emoji.length;
    requestAnimationFrame(() => area.setSelectionRange(caret, caret));
  };
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      position="top-start"
      shadow="md"
      width={320}
      returnFocus={false}
      withRoles={false}
    >
      <Popover.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={36}
          radius="xl"
          aria-label={t('emoji.title')}
          aria-expanded={isOpen}
          title={t('emoji.title')}
          onClick={() => setOpen(!isOpen)}
        >
          <IconMoodSmile size={19} aria-hidden="true" />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown
        role="dialog"
        aria-label={t('emoji.title')}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          setOpen(false);
          field.current?.focus();
        }}
      >
        <Suspense fallback={<Loader size="sm" />}>
          <EmojiPicker onChoose={insert} />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}
