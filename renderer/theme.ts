import {
  ActionIcon,
  Button,
  type CSSVariablesResolver,
  createTheme,
  type MantineColorsTuple,
  Menu,
} from '@mantine/core';
import { busyRoot } from './ui/busy-root.tsx';

const teal: MantineColorsTuple = [
  '#edf6f5',
  '#d8eae8',
  '#b1d6d2',
  '#85c0ba',
  '#5fada6',
  '#469c95',
  '#348c85',
  '#25786f',
  '#17635c',
  '#0c4f4a',
];

/** Mantine's dark greys, turned a little towards ink. */
const dark: MantineColorsTuple = [
  '#dfe6e8',
  '#c0cbcf',
  '#94a3a9',
  '#6d7d84',
  '#455359',
  '#333f44',
  '#263136',
  '#1b2427',
  '#151c1f',
  '#0f1517',
];

const fontFamily =
  "system-ui, -apple-system, 'Segoe UI Variable Text', 'Segoe UI', Roboto, Ubuntu, Cantarell, 'Noto Sans', sans-serif, 'Apple Color Emoji', 'Segoe UI Emoji', 'Noto Color Emoji'";

/** Of what is pressed. Mantine takes it from a theme as well, only its types do not say so. */
const ROOT = { renderRoot: busyRoot };

/**
 * Lexline's look. Its variables are written down in `theme-variables.css` (a test holds the two together), because the
 * window's policy allows no injected style elements.
 */
export const theme = createTheme({
  primaryColor: 'teal',
  primaryShade: { light: 8, dark: 7 },
  colors: { teal, dark },
  black: '#152126',
  fontFamily,
  headings: { fontFamily, fontWeight: '600' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    Button: Button.extend({ defaultProps: { ...ROOT } }),
    ActionIcon: ActionIcon.extend({ defaultProps: { ...ROOT } }),
    // One that is longer than the window is scrolled within it.
    Menu: Menu.extend({ defaultProps: { middlewares: { size: { padding: 6 } } } }),
  },
});

/** Greys that pass 4.5:1 on our surfaces, where Mantine's own are a little too light. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#56656c',
    '--mantine-color-placeholder': '#66757b',
    '--mantine-color-error': '#b3261e',
  },
  dark: {
    '--mantine-color-teal-light': '#1d3836',
    '--mantine-color-teal-light-hover': '#24433f',
    '--mantine-color-teal-light-color': '#9ed6cf',
    '--mantine-color-dimmed': '#9fb0b6',
    '--mantine-color-placeholder': '#86979d',
    '--mantine-color-error': '#f2a29b',
    '--mantine-color-red-filled': '#c92a2a',
    '--mantine-color-red-filled-hover': '#b02525',
  },
});
