import { Loader } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../bridge.ts';
import { problemText } from '../../ui/problem-text.ts';
import { useWindowCovered } from '../../ui/window-cover.tsx';
import { rectangleOf } from './rectangle-of.ts';
import classes from './whatsapp-area.module.css';

/** The place of WhatsApp's own page. We only measure it; the main process lays the page over it. */
export function WhatsappArea({ lawyerId }: { lawyerId: string }) {
  const { t } = useTranslation();
  const area = useRef<HTMLElement>(null);
  const covered = useWindowCovered();
  const [problem, setProblem] = useState<unknown>(null);
  useEffect(() => {
    const element = area.current;
    if (!element || covered) return;
    const place = () => {
      const rectangle = rectangleOf(element.getBoundingClientRect());
      if (!rectangle) return;
      call('whatsappView.show', { lawyer_id: lawyerId, area: rectangle }).then(() => setProblem(null), setProblem);
    };
    const observer = new ResizeObserver(place);
    observer.observe(element);
    window.addEventListener('resize', place);
    return () => {
      observer.disconnect();
      window.removeEventListener('resize', place);
      call('whatsappView.hide').catch(setProblem);
    };
  }, [lawyerId, covered]);
  return (
    <section ref={area} className={classes.area} aria-label={t('whatsapp_view.label')}>
      {problem !== null ? (
        <p role="alert">
          {t('whatsapp_view.failed')} {problemText(t, problem)}
        </p>
      ) : (
        <>
          {!covered && <Loader size="sm" />}
          <p>{covered ? t('whatsapp_view.covered') : t('whatsapp_view.opening')}</p>
        </>
      )}
    </section>
  );
}
