import { Button } from '@mantine/core';
import { IconMoodConfuzed } from '@tabler/icons-react';
import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from './empty-state.tsx';

interface FaultBoundaryProps {
  children: ReactNode;
}

/** A fault of the window's own must never leave it blank. */
export class FaultBoundary extends Component<FaultBoundaryProps, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    return this.state.failed ? <Fault /> : this.props.children;
  }
}

function Fault() {
  const { t } = useTranslation();
  return (
    <EmptyState icon={IconMoodConfuzed} title={t('app.crashed_title')} text={t('app.crashed_text')} alarming>
      <Button onClick={() => window.location.reload()}>{t('app.reload')}</Button>
    </EmptyState>
  );
}
