import qrcode from 'qrcode';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './qr-code.module.css';
import { qrPath } from './qr-path.ts';

/** Modules of white around the code: the standard asks for four. */
const QUIET = 4;

/** The code exactly as WhatsApp gave it, drawn as one SVG path: always dark on white, whatever the theme. */
export function QrCode({ data }: { data: string }) {
  const { t } = useTranslation();
  const drawn = useMemo(() => {
    const { modules } = qrcode.create(data, { errorCorrectionLevel: 'L' });
    return { size: modules.size, path: qrPath(modules.size, (row, column) => modules.get(row, column) === 1) };
  }, [data]);
  const side = drawn.size + 2 * QUIET;
  return (
    <svg
      className={classes.code}
      viewBox={`${-QUIET} ${-QUIET} ${side} ${side}`}
      shapeRendering="crispEdges"
      role="img"
      aria-label={t('session.screen.qr.label')}
      data-qr={data}
    >
      <rect x={-QUIET} y={-QUIET} width={side} height={side} fill="#fff" />
      <path d={drawn.path} fill="#0b1416" />
    </svg>
  );
}
