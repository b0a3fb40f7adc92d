import { Button, CloseButton } from '@mantine/core';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFocusReturn } from './focus-return.ts';
import classes from './toast.module.css';

/** How long it can be undone, in ms, unless the person is at it. */
const SHOWN_FOR = 10_000;

interface Toast {
  text: string;
  /** Takes back what was done. A promise: it takes a while, and is said to be under way until then. */
  undo?: { label: string; run: () => unknown };
}

interface Toasts {
  /** A new object each time, so that the same words twice are shown twice. */
  toast: Toast | null;
  show(toast: Toast): void;
  /** What came in the place of that one stays. */
  hide(toast: Toast): void;
}

const ToastContext = createContext<Toasts>({ toast: null, show() {}, hide() {} });

export function ToastProvider({ children }: { children: ReactNode }) {
  const [toast, setToast] = useState<Toast | null>(null);
  const hide = useCallback((old: Toast) => setToast((now) => (now === old ? null : now)), []);
  const show = useCallback((next: Toast) => setToast({ ...next }), []);
  const value = useMemo<Toasts>(() => ({ toast, show, hide }), [toast, show, hide]);
  return <ToastContext value={value}>{children}</ToastContext>;
}

/** Says that something was done, with a way to take it back. The newest one takes the place of the one before. */
export function useToast(): Toasts['show'] {
  return useContext(ToastContext).show;
}

/** The place of what is said. It takes room of its own: it never lies over the newest message, nor over WhatsApp's page. */
export function ToastLine() {
  const { toast, hide } = useContext(ToastContext);
  return (
    <div role="status" aria-live="polite">
      {toast && <ShownToast toast={toast} onClose={() => hide(toast)} />}
    </div>
  );
}

function ShownToast({ toast, onClose }: { toast: Toast; onClose: () => void }) {
  const { t } = useTranslation();
  const [isHeld, setHeld] = useState(false);
  const [undone, setUndone] = useState<Toast | null>(null);
  const area = useFocusReturn<HTMLDivElement>();
  const isUndoing = undone === toast;
  const close = useRef(onClose);
  close.current = onClose;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another toast begins anew
  useEffect(() => {
    if (isHeld || isUndoing) return;
    const timer = setTimeout(() => close.current(), SHOWN_FOR);
    return () => clearTimeout(timer);
  }, [isHeld, isUndoing, toast]);
  const { undo } = toast;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: nothing is done by the mouse here but waited for
    <div
      ref={area}
      className={classes.toast}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span className={classes.text}>{toast.text}</span>
      {undo && (
        <Button
          size="compact-sm"
          variant="default"
          loading={isUndoing}
          onClick={() => {
            setUndone(toast);
            void Promise.resolve(undo.run()).finally(onClose);
          }}
        >
          {undo.label}
        </Button>
      )}
      <CloseButton size="sm" aria-label={t('common.close')} onClick={onClose} />
    </div>
  );
}
