import { ActionIcon } from '@mantine/core';
import { IconMicrophone, IconMusic, IconPlayerPauseFilled, IconPlayerPlayFilled } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Attachment } from '../../../main/contract/entities.ts';
import { formatLength } from '../../ui/format-time.ts';
import { attachmentUrl } from '../attachments/attachment-url.ts';
import { readPeaks } from './peaks.ts';
import classes from './sound-content.module.css';
import { RATES } from './sound-player.ts';
import { useThreadContext } from './thread-context.ts';
import { useSound } from './use-sound.ts';
import { WaveForm } from './wave-form.tsx';

/** Larger sounds are played without a wave form: it would have to be decoded as a whole. In bytes. */
const MAX_DRAWN = 6_000_000;

/** A voice note, or another sound: played here, at the speed that the person likes. */
export function SoundContent({ attachment, isVoice }: { attachment: Attachment; isVoice: boolean }) {
  const { t, i18n } = useTranslation();
  const { lawyerId } = useThreadContext();
  const url = attachmentUrl(lawyerId, attachment.id);
  const sound = useSound(url);
  const peaks = useQuery({
    queryKey: ['peaks', url],
    queryFn: ({ signal }) => readPeaks(url, signal),
    enabled: (attachment.size ?? MAX_DRAWN) < MAX_DRAWN,
    retry: false,
  });
  const length = sound.length ?? attachment.duration_seconds ?? 0;
  const Kind = isVoice ? IconMicrophone : IconMusic;
  const next = RATES[(RATES.indexOf(sound.rate) + 1) % RATES.length] ?? 1;
  return (
    <fieldset className={classes.sound} aria-label={t(isVoice ? 'kind.voice' : 'kind.audio')}>
      <ActionIcon
        variant="filled"
        size={38}
        radius="xl"
        aria-label={t(sound.isPlaying ? 'message.pause' : 'message.play')}
        onClick={() => sound.player?.toggle(url)}
      >
        {sound.isPlaying ? <IconPlayerPauseFilled size={18} /> : <IconPlayerPlayFilled size={18} />}
      </ActionIcon>
      <div className={classes.middle}>
        <div className={classes.track}>
          <WaveForm peaks={peaks.data} played={length > 0 ? Math.min(1, sound.time / length) : 0} />
          <input
            type="range"
            className={classes.position}
            aria-label={t('message.position')}
            aria-valuetext={formatLength(sound.time)}
            min={0}
            max={Math.max(length, 0.1)}
            step={0.1}
            value={Math.min(sound.time, length)}
            onChange={(event) => sound.player?.seek(url, Number(event.currentTarget.value))}
          />
        </div>
        <div className={classes.below}>
          <Kind size={13} aria-hidden="true" />
          <span>{formatLength(sound.time > 0 ? sound.time : length)}</span>
          {sound.hasFailed && <span role="alert">{t('message.not_playable')}</span>}
        </div>
      </div>
      <button
        type="button"
        className={classes.rate}
        aria-label={t('message.speed', { rate: sound.rate })}
        onClick={() => sound.player?.setRate(next)}
      >
        {new Intl.NumberFormat(i18n.language).format(sound.rate)}×
      </button>
    </fieldset>
  );
}
