import { useTranslation } from 'react-i18next';
import { formatSpan } from './format-time.ts';

/** About how long something still takes, behind what is said of it; nothing while there is no telling. */
export function TimeLeft({ seconds }: { seconds: number | null }) {
  const { t } = useTranslation();
  return seconds === null ? null : <span>{` · ${t('time.left', { time: formatSpan(seconds, t) })}`}</span>;
}
