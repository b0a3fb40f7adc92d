import { IconBan, IconEyeOff, IconPaperclip } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Message } from '../../../main/contract/entities.ts';
import { CallContent } from './call-content.tsx';
import classes from './card-content.module.css';
import { ContactsContent } from './contacts-content.tsx';
import { FileContent } from './file-content.tsx';
import { LocationContent } from './location-content.tsx';
import type { MessageContent } from './message-content.ts';
import { kindText } from './message-text.ts';
import { MissingContent } from './missing-content.tsx';
import { PictureContent } from './picture-content.tsx';
import { PollContent } from './poll-content.tsx';
import { SoundContent } from './sound-content.tsx';
import { StickerContent } from './sticker-content.tsx';
import { UnknownContent } from './unknown-content.tsx';

/** What a message holds beside its text. */
export function Content({ message, content }: { message: Message; content: MessageContent }) {
  const { t } = useTranslation();
  switch (content.type) {
    case 'text':
      return null;
    case 'picture':
      return <PictureContent message={message} attachment={content.attachment} isFilm={content.isFilm} />;
    case 'sound':
      return <SoundContent attachment={content.attachment} isVoice={content.isVoice} />;
    case 'sticker':
      return <StickerContent attachment={content.attachment} />;
    case 'file':
      return <FileContent attachment={content.attachment} isAsSent={content.isAsSent} />;
    case 'missing':
      return <MissingContent message={message} attachment={content.attachment} />;
    case 'view-once':
      return (
        <span className={classes.inline}>
          <IconEyeOff size={17} aria-hidden="true" />
          <span>{t('message.view_once_only')}</span>
        </span>
      );
    case 'unseen':
      return (
        <span className={classes.inline}>
          <IconBan size={17} aria-hidden="true" />
          <span>{t('message.unseen')}</span>
        </span>
      );
    case 'location':
      return <LocationContent details={content} />;
    case 'contacts':
      return <ContactsContent details={content} />;
    case 'poll':
      return <PollContent details={content} />;
    case 'call':
      return <CallContent details={content} />;
    case 'unknown':
      return <UnknownContent kind={message.kind} json={content.json} />;
    case 'named':
    case 'notice':
      return (
        <span className={classes.inline}>
          <IconPaperclip size={16} aria-hidden="true" />
          {kindText(message.kind, t)}
        </span>
      );
  }
}
