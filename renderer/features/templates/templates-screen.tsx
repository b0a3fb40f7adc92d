import { Button } from '@mantine/core';
import { IconPlus, IconTemplate } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScreenProps } from '../../routing/screen.ts';
import { useRouter } from '../../routing/use-router.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import classes from '../../ui/list-and-details.module.css';
import { PageHeader } from '../../ui/page-header.tsx';
import { TemplateList } from './template-list.tsx';
import { NewTemplatePage, TemplatePage } from './template-page.tsx';
import { NEW_TEMPLATE, templatesPath } from './templates-path.ts';

/** The templates of a lawyer beside the one that is open; in a narrow window one after the other. */
export default function TemplatesScreen({ lawyer, params }: ScreenProps) {
  const { t } = useTranslation();
  const { navigate, back } = useRouter();
  const { template: opened } = params;
  const area = useRef<HTMLDivElement>(null);
  const before = useRef(opened);
  // Where only one of the two is shown, the focus goes along rather than being lost with what is gone.
  useEffect(() => {
    if (before.current === opened) return;
    before.current = opened;
    const focused = document.activeElement;
    if (opened === NEW_TEMPLATE) return area.current?.querySelector<HTMLElement>('form input')?.focus();
    if (focused && focused !== document.body && focused.checkVisibility()) return;
    const list = area.current?.querySelector<HTMLElement>('[role="listbox"]');
    (opened === undefined ? list : area.current?.querySelector<HTMLElement>('[data-details]'))?.focus();
  }, [opened]);
  // Who walks along the list wants to go back to it in one step.
  const open = (id: string) => navigate(templatesPath(lawyer.id, id), { replace: opened !== undefined });
  const onBack = () => back(templatesPath(lawyer.id));
  return (
    <div ref={area} className={classes.screen} data-open={opened !== undefined || undefined}>
      <section className={classes.list} aria-label={t('templates.title')}>
        <PageHeader title={t('templates.title')}>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlus size={16} aria-hidden="true" />}
            onClick={() => open(NEW_TEMPLATE)}
          >
            {t('templates.new')}
          </Button>
        </PageHeader>
        <TemplateList lawyerId={lawyer.id} selected={opened ?? null} onOpen={open} onNew={() => open(NEW_TEMPLATE)} />
      </section>
      <div className={classes.details} data-details tabIndex={-1}>
        {opened === undefined && (
          <EmptyState icon={IconTemplate} title={t('templates.none_open')} text={t('templates.none_open_text')} />
        )}
        {opened === NEW_TEMPLATE && (
          <NewTemplatePage
            lawyerId={lawyer.id}
            onMade={(id) => navigate(templatesPath(lawyer.id, id), { replace: true })}
            onBack={onBack}
          />
        )}
        {opened !== undefined && opened !== NEW_TEMPLATE && (
          <TemplatePage key={opened} lawyerId={lawyer.id} id={opened} onBack={onBack} />
        )}
      </div>
    </div>
  );
}
