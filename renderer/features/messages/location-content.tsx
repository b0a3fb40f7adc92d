import { Button } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconMapPin } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { MessageDetails } from '../../../main/contract/values.ts';
import { SafeText } from '../../ui/safe-text.tsx';
import classes from './card-content.module.css';
import { formatCoordinates } from './format-coordinates.ts';

/** A place, by its coordinates. No map is fetched: whoever drew it would learn where a client is. */
export function LocationContent({ details }: { details: Extract<MessageDetails, { type: 'location' }> }) {
  const { t, i18n } = useTranslation();
  const clipboard = useClipboard({ timeout: 2000 });
  const { latitude, longitude, name, address, is_live: isLive } = details;
  return (
    <div className={classes.card}>
      <p className={classes.head}>
        <IconMapPin size={17} aria-hidden="true" />
        {t(isLive ? 'message.location_live' : 'message.location')}
      </p>
      {name && <SafeText className={classes.strong}>{name}</SafeText>}
      {address && <SafeText>{address}</SafeText>}
      <div className={classes.row}>
        <bdi className={classes.number}>{formatCoordinates(latitude, longitude, t, i18n.language)}</bdi>
        <Button size="compact-xs" variant="light" onClick={() => clipboard.copy(`${latitude}, ${longitude}`)}>
          {clipboard.copied ? t('common.copied') : t('message.location_copy')}
        </Button>
      </div>
    </div>
  );
}
