import { IconPhone, IconPhoneX, IconVideo, IconVideoOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { MessageDetails } from '../../../main/contract/values.ts';
import classes from './card-content.module.css';

export function CallContent({ details }: { details: Extract<MessageDetails, { type: 'call' }> }) {
  const { t } = useTranslation();
  const { missed, is_video: isVideo } = details;
  const [key, Icon] = missed
    ? isVideo
      ? (['message.call_missed_video', IconVideoOff] as const)
      : (['message.call_missed', IconPhoneX] as const)
    : isVideo
      ? (['message.call_video', IconVideo] as const)
      : (['message.call', IconPhone] as const);
  return (
    <span className={classes.inline} data-missed={missed || undefined}>
      <Icon size={17} aria-hidden="true" />
      {t(key)}
    </span>
  );
}
