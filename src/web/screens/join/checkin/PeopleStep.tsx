import type { Person } from '../../../contract';
import { t } from '../../../i18n';
import { Button, Card, RadioGroup, TextField } from '../../../ui';
import type { Draft } from './draft';

interface Props {
  draft: Draft;
  errorOf: (id: string) => string | undefined;
  onChange: (change: Partial<Draft>) => void;
}

const noPerson: Person = { name: '', relationship: '' };
const mostPeople = 6;

export function PeopleStep({ draft, errorOf, onChange }: Props) {
  const { people } = draft;
  const setPerson = (index: number, change: Partial<Person>) =>
    onChange({ people: people.map((person, at) => (at === index ? { ...person, ...change } : person)) });
  return (
    <>
      <Card>
        <RadioGroup
          id="stated-by"
          label={t('people.statedBy')}
          error={errorOf('stated-by')}
          value={draft.statedBy}
          onValue={(value) => onChange({ statedBy: value as Draft['statedBy'] })}
          options={[
            { value: 'Patient', label: t('people.byPatient') },
            { value: 'Guardian', label: t('people.byGuardian') },
          ]}
        />
      </Card>
      <Card>
        <RadioGroup
          id="others"
          label={t('people.others')}
          error={errorOf('others')}
          value={draft.others}
          onValue={(value) => onChange({ others: value as Draft['others'], people: value === 'yes' && people.length === 0 ? [noPerson] : people })}
          options={[
            { value: 'no', label: t('people.alone') },
            { value: 'yes', label: t('people.notAlone') },
          ]}
        />
        {draft.others === 'yes' && (
          <>
            {people.map((person, index) => (
              <fieldset class="field stack" key={index}>
                <legend>{t('people.person', { number: index + 1 })}</legend>
                <TextField id={`person-${index}`} label={t('people.name')} autocomplete="off" maxLength={100} error={errorOf(`person-${index}`)} value={person.name} onValue={(name) => setPerson(index, { name })} />
                <TextField id={`relationship-${index}`} label={t('people.relationship')} autocomplete="off" maxLength={60} value={person.relationship} onValue={(relationship) => setPerson(index, { relationship })} />
                {people.length > 1 && (
                  <Button kind="quiet" icon="close" onClick={() => onChange({ people: people.filter((_, at) => at !== index) })}>
                    {t('people.remove')}
                  </Button>
                )}
              </fieldset>
            ))}
            {people.length < mostPeople && (
              <Button kind="secondary" icon="plus" onClick={() => onChange({ people: [...people, noPerson] })}>
                {t('people.add')}
              </Button>
            )}
          </>
        )}
      </Card>
      <Card>
        <RadioGroup
          id="private"
          label={t('people.private')}
          error={errorOf('private')}
          value={draft.privateSpace}
          onValue={(value) => onChange({ privateSpace: value as Draft['privateSpace'] })}
          options={[
            { value: 'yes', label: t('people.privateYes') },
            { value: 'no', label: t('people.privateNo') },
          ]}
        />
      </Card>
    </>
  );
}
