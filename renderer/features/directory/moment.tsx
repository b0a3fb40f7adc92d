import { useTranslation } from 'react-i18next';
import { formatMoment } from '../../ui/format-time.ts';
import { useToday } from '../../ui/use-today.ts';

/** A moment, as short as it can be said today. */
export function Moment({ at }: { at: string }) {
  const format = useMoment();
  return <time dateTime={at}>{format(at)}</time>;
}

/** The same for what is part of a sentence. */
export function useMoment(): (at: string) => string {
  const { i18n } = useTranslation();
  const now = useToday();
  return (at) => formatMoment(at, now, i18n.language);
}
