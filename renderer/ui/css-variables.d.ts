import 'react';

/** Custom properties may be set in `style`; React sets them through the CSSOM, which our policy allows. */
declare module 'react' {
  interface CSSProperties {
    [variable: `--${string}`]: string | number | undefined;
  }
}
