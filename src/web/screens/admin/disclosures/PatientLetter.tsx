import { useState } from 'preact/hooks';
import type { Disclosure, Patient } from '../../../contract';
import { Card, SelectField } from '../../../ui';
import { PrintButton } from '../print/PrintHead';
import { personName, useClinic } from '../../staff/useClinic';
import { letter, say, type LetterLanguage } from './texts';

/** The paper for the patient, in their language; what an authority asked to keep back is not on it. */
export function PatientLetter({ patient, items }: { patient: Patient; items: readonly Disclosure[] }) {
  const clinic = useClinic();
  const [language, setLanguage] = useState<LetterLanguage>(patient.preferredLanguage?.startsWith('es') ? 'es' : 'en');
  const words = letter[language];
  const day = (instant: number | string) => new Intl.DateTimeFormat(language === 'es' ? 'es-US' : 'en-US', { dateStyle: 'long', timeZone: clinic.timeZone }).format(new Date(instant));
  const born = patient.birthDate && new Intl.DateTimeFormat(language === 'es' ? 'es-US' : 'en-US', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${patient.birthDate}T00:00:00Z`));
  const since = new Date();
  since.setFullYear(since.getFullYear() - 6);
  return (
    <>
      <div class="row no-print">
        <SelectField id="letter-language" label={say('language')} value={language} onValue={(value) => setLanguage(value as LetterLanguage)} options={[{ value: 'en', label: 'English' }, { value: 'es', label: 'Español' }]} />
        <PrintButton label={say('print')} />
      </div>
      <Card>
        <article class="letter" lang={language}>
          <p class="small">{clinic.name}{clinic.phone && `, ${clinic.phone}`}</p>
          <h2>{words.title}</h2>
          <p>{words.of} <strong>{personName(patient)}</strong>{born && `, ${words.born} ${born}`}</p>
          <p class="small">{words.period.replace('{from}', day(since.getTime())).replace('{to}', day(Date.now()))}. {words.made.replace('{day}', day(Date.now()))}.</p>
          <p class="small">{words.explain}</p>
          {items.length === 0 ? (
            <p><strong>{words.none}</strong></p>
          ) : (
            <table class="table">
              <caption class="sr-only">{words.title}</caption>
              <thead>
                <tr><th scope="col">{words.when}</th><th scope="col">{words.to}</th><th scope="col">{words.what}</th><th scope="col">{words.why}</th></tr>
              </thead>
              <tbody>
                {items.map((one) => (
                  <tr key={one.id}>
                    <td data-title={words.when}>{day(one.disclosedAt)}</td>
                    <td data-title={words.to}><span>{one.recipient}{one.recipientAddress && <><br />{one.recipientAddress}</>}</span></td>
                    <td data-title={words.what}>{one.what}</td>
                    <td data-title={words.why}>{one.purpose}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
          {clinic.phone && <p class="small">{words.questions.replace('{phone}', clinic.phone)}</p>}
        </article>
      </Card>
    </>
  );
}
