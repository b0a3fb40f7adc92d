import type { TFunction } from 'i18next';

/** Coordinates as they are read aloud: `52.52000° N, 13.40500° E`. Five places are about a metre. */
export function formatCoordinates(latitude: number, longitude: number, t: TFunction, language: string): string {
  const places = new Intl.NumberFormat(language, { minimumFractionDigits: 5, maximumFractionDigits: 5 });
  const degrees = (value: number) => places.format(Math.abs(value));
  return t('message.coordinates', {
    latitude: t(latitude < 0 ? 'message.degrees_south' : 'message.degrees_north', { degrees: degrees(latitude) }),
    longitude: t(longitude < 0 ? 'message.degrees_west' : 'message.degrees_east', { degrees: degrees(longitude) }),
  });
}
