import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { pathTo } from '../../routing/path.ts';
import { useRouter } from '../../routing/use-router.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { SETTINGS_PATH } from '../settings/settings-path.ts';
import { Strip } from '../status/notices.tsx';
import { useUpdates } from './update-queries.ts';

/** A new version is there, or is ready. Put away, it comes back with the next step or the next start. */
export function UpdateNotice({ lawyerId }: { lawyerId: string }) {
  const { t } = useTranslation();
  const { navigate } = useRouter();
  const { data } = useUpdates();
  const [putAway, setPutAway] = useState('');
  const state = data?.state;
  if (state?.step !== 'available' && state?.step !== 'ready') return null;
  const { version } = state.release;
  const shown = `${state.step} ${version}`;
  if (shown === putAway) return null;
  return (
    <Strip
      title={t('updates.notice.title')}
      isAlarming={false}
      collapse={t('updates.later')}
      onCollapse={() => setPutAway(shown)}
    >
      <li>
        {t(`updates.notice.${state.step}`, { version })}{' '}
        <LinkButton onClick={() => navigate(pathTo(SETTINGS_PATH, { lawyerId, section: 'app' }))}>
          {t('updates.show')}
        </LinkButton>
      </li>
    </Strip>
  );
}
