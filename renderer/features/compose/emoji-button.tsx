import { Loader } from '@mantine/core';
import { IconMoodSmile } from '@tabler/icons-react';
import { lazy, type RefObject, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrand } from '../../routing/use-errand.ts';
import { markedIn, typeInto } from '../../ui/type-into.ts';
import { ComposePopover } from './compose-popover.tsx';

const EmojiPicker = lazy(() => import('./emoji-picker.tsx'));

interface EmojiButtonProps {
  field: RefObject<HTMLTextAreaElement | null>;
}

/** Opens the emoji; the chosen one goes to where the caret is, and the focus back to the field. */
export function EmojiButton({ field }: EmojiButtonProps) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  useErrand('compose.emoji', () => setOpen(true));
  const insert = (emoji: string) => {
    setOpen(false);
    const area = field.current;
    if (area) typeInto(area, markedIn(area), emoji);
  };
  return (
    <ComposePopover
      label={t('emoji.title')}
      title={t('emoji.title')}
      icon={<IconMoodSmile size={19} aria-hidden="true" />}
      width={320}
      opened={isOpen}
      onChange={setOpen}
      field={field}
    >
      <Suspense fallback={<Loader size="sm" />}>
        <EmojiPicker onChoose={insert} />
      </Suspense>
    </ComposePopover>
  );
}
