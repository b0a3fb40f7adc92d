import { type DragEvent, useRef, useState } from 'react';

interface FileDrop {
  /** Files are held over the place. */
  isOver: boolean;
  handlers: {
    onDragEnter(event: DragEvent): void;
    onDragOver(event: DragEvent): void;
    onDragLeave(): void;
    onDrop(event: DragEvent): void;
  };
}

/** Takes files that are dropped onto a place; text that is dragged about is not meant for it. */
export function useFileDrop(onFiles: ((files: readonly File[]) => void) | null): FileDrop {
  // Entering a child comes before leaving its parent: only the count tells when the place itself was left.
  const depth = useRef(0);
  const [isOver, setIsOver] = useState(false);
  const bringsFiles = (event: DragEvent) => onFiles !== null && event.dataTransfer.types.includes('Files');
  const end = () => {
    depth.current = 0;
    setIsOver(false);
  };
  return {
    isOver,
    handlers: {
      onDragEnter(event) {
        if (!bringsFiles(event)) return;
        depth.current += 1;
        setIsOver(true);
      },
      onDragOver(event) {
        if (!bringsFiles(event)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
      },
      onDragLeave() {
        depth.current -= 1;
        if (depth.current <= 0) end();
      },
      onDrop(event) {
        end();
        if (!bringsFiles(event)) return;
        event.preventDefault();
        onFiles?.([...event.dataTransfer.files]);
      },
    },
  };
}
