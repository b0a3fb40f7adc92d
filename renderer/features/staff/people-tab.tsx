import { Button, NativeSelect } from '@mantine/core';
import { IconUserPlus, IconUsers } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LOCK_MINUTES } from '../../../main/contract/choices.ts';
import { useErrand } from '../../routing/use-errand.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ProblemLine } from '../../ui/problem-line.tsx';
import classes from '../directory/directory-parts.module.css';
import { MoreButton, WhenRead } from '../directory/when-read.tsx';
import { useIdentity, useSetLock } from './identity-queries.ts';
import { PersonDialog } from './person-dialog.tsx';
import { PersonRow } from './person-row.tsx';
import { usePeople } from './staff-queries.ts';

/** Minutes without a key or the mouse. */
const LOCK_CHOICES: readonly number[] = [1, 2, 5, LOCK_MINUTES.default, 15, 30, 60];

/** Everybody who signs in; `reached` is whom one has come for. */
export function PeopleTab({ reached }: { reached: string | null }) {
  const { t } = useTranslation();
  const query = usePeople();
  const { data: identity } = useIdentity();
  const [adding, setAdding] = useState(false);
  useErrand('person.new', () => setAdding(true));
  const isOpen = identity?.state === 'open';
  return (
    <div className={classes.page}>
      <div className={classes.intro}>
        <p className={classes.text}>{t(isOpen ? 'people.text_open' : 'people.text')}</p>
        <Button leftSection={<IconUserPlus size={16} aria-hidden="true" />} onClick={() => setAdding(true)}>
          {t('people.add')}
        </Button>
      </div>
      <WhenRead query={query}>
        {({ pages }) => {
          const people = pages.flatMap(({ data }) => data);
          if (people.length === 0) {
            return <EmptyState icon={IconUsers} title={t('people.empty_title')} text={t('people.empty_text')} />;
          }
          const owners = people.filter(({ role, is_active: isActive }) => role === 'owner' && isActive);
          return (
            <ul className={classes.list} aria-label={t('people.tab.people')}>
              {people.map((person) => (
                <PersonRow
                  key={person.id}
                  person={person}
                  isReached={person.id === reached}
                  isSelf={person.id === identity?.person?.id}
                  isLastOwner={owners.length === 1 && owners[0]?.id === person.id}
                />
              ))}
            </ul>
          );
        }}
      </WhenRead>
      <MoreButton query={query} />
      {identity && !isOpen && <LockAfter minutes={identity.lock_minutes} />}
      {adding && <PersonDialog isFirst={isOpen} onClose={() => setAdding(false)} />}
    </div>
  );
}

function LockAfter({ minutes }: { minutes: number }) {
  const { t } = useTranslation();
  const save = useSetLock();
  const shown = save.isPending ? save.variables : minutes;
  const choices = [...new Set([...LOCK_CHOICES, shown])].sort((one, other) => one - other);
  return (
    <section className={classes.part} aria-label={t('people.lock_title')}>
      <h2 className={classes.title}>{t('people.lock_title')}</h2>
      <NativeSelect
        label={t('people.lock_after')}
        description={t('people.lock_hint')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        maw={320}
        value={String(shown)}
        onChange={({ currentTarget: { value } }) => save.mutate(Number(value))}
        data={choices.map((count) => ({ value: String(count), label: t('time.minutes', { count }) }))}
      />
      <ProblemLine error={save.error} />
    </section>
  );
}
