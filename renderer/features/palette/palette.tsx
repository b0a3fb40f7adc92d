import { useState } from 'react';
import { PaletteDialog } from './palette-dialog.tsx';
import { type PaletteProps, usePaletteItems } from './use-palette-items.ts';

/** Goes to any screen, chat or setting, and does what can be done, by a few letters of its name. */
export function Palette({ onClose, ...props }: PaletteProps & { onClose: () => void }) {
  const [typed, setTyped] = useState('');
  const items = usePaletteItems(props, typed);
  return <PaletteDialog items={items} typed={typed} onType={setTyped} onClose={onClose} />;
}
