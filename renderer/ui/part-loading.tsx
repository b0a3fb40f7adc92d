import { Loader } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './part-loading.module.css';

/** For the moment in which a part of the window is still being read from the disk. */
export function PartLoading() {
  const { t } = useTranslation();
  return (
    <div className={classes.area}>
      <Loader size="sm" role="img" aria-label={t('app.part_loading')} />
    </div>
  );
}
