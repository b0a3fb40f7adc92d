import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChainLink, Mend } from '../../../main/contract/health-chain.ts';
import { useRouter } from '../../routing/use-router.ts';
import { ProblemLine } from '../../ui/problem-line.tsx';
import classes from './chain-list.module.css';
import { type PressedMend, useMend } from './health-queries.ts';
import { errandOfMend, placeOfMend } from './mend-places.ts';

interface MendButtonsProps {
  lawyerId: string;
  link: ChainLink;
  /** The button that was pressed has mended the link and is gone, and the focus with it. */
  onGone: () => void;
}

/** What mends a link: buttons, and ways to the places where it is mended. */
export function MendButtons({ lawyerId, link, onGone }: MendButtonsProps) {
  const { t } = useTranslation();
  const mend = useMend(lawyerId);
  const gone = useRef(onGone);
  const wasPressed = useRef(false);
  gone.current = onGone;
  const { mends } = link;
  // biome-ignore lint/correctness/useExhaustiveDependencies: other mends are what takes a button away
  useEffect(() => {
    if (!wasPressed.current || document.activeElement !== document.body) return;
    wasPressed.current = false;
    gone.current();
  }, [mends]);
  if (link.mends.length === 0 && !mend.isError) return null;
  return (
    <fieldset
      className={classes.mends}
      aria-label={t(`health.link.${link.link}`)}
      // It went elsewhere by itself, rather than with the button.
      onBlur={({ relatedTarget: to }) => {
        if (to !== null) wasPressed.current = false;
      }}
    >
      {link.mends.map((one) =>
        isPressed(one) ? (
          <Press
            key={one}
            mend={one}
            busy={mend.isPending && mend.variables === one}
            onPress={() => {
              wasPressed.current = true;
              mend.mutate(one);
            }}
          />
        ) : (
          <Way key={one} mend={one} lawyerId={lawyerId} />
        ),
      )}
      {mend.variables === 'try_api' && mend.data === false && (
        <p className={classes.still} role="status">
          {t('health.api.still')}
        </p>
      )}
      <ProblemLine error={mend.error} />
    </fieldset>
  );
}

function isPressed(mend: Mend): mend is PressedMend {
  return placeOfMend(mend, '') === null;
}

function Press({ mend, busy, onPress }: { mend: PressedMend; busy: boolean; onPress: () => void }) {
  const { t } = useTranslation();
  return (
    <Button size="xs" variant="default" loading={busy} onClick={onPress}>
      {t(`health.mend.${mend}`)}
    </Button>
  );
}

function Way({ mend, lawyerId }: { mend: Mend; lawyerId: string }) {
  const { t } = useTranslation();
  const { navigate } = useRouter();
  const address = placeOfMend(mend, lawyerId) ?? '';
  return (
    <Button
      size="xs"
      variant="default"
      renderRoot={(root) => <a {...root} href={`#${address}`} draggable={false} />}
      onClick={(event) => {
        event.preventDefault();
        navigate(address, { errand: errandOfMend(mend) });
      }}
    >
      {t(`health.mend.${mend}`)}
    </Button>
  );
}
