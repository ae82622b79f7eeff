import { translator } from '../../../i18n';

export const texts = {
  'back': '{name}',
  'title': 'Disclosures: {name}',
  'explain': 'What was told of this patient to somebody outside the clinic. Not treatment, payment or the clinic’s own operations, nor what the patient asked for or agreed to (45 CFR 164.528). The last six years.',
  'add': 'Record a disclosure',
  'view': 'Shown',
  'view.all': 'Everything recorded',
  'view.patient': 'For the patient',
  'empty': 'Nothing was recorded as told to others.',
  'when': 'When',
  'to': 'To whom',
  'what': 'What',
  'why': 'Why',
  'by': 'Recorded by',
  'recorded': 'on {time}',
  'erased': 'Erased with the patient',
  'suspended': 'Not for the patient before {time}',
  'recipient': 'To whom',
  'recipientHint': 'A person or an office outside the clinic',
  'recipientAddress': 'Their address, where it is known',
  'whatLabel': 'What was told',
  'whatHint': 'For example: dates of visits of May 2026',
  'purpose': 'Why',
  'purposeHint': 'The reason in a few words, or the request that it answers',
  'day': 'On',
  'time': 'At',
  'suspend': 'An authority asked that the patient not be told yet',
  'suspendUntil': 'Until the end of',
  'suspendHint': 'A law enforcement or oversight body can ask for this; by word of mouth for 30 days at most.',
  'submit': 'Record',
  'done': 'The disclosure is recorded.',
  'missing.recipient': 'Enter to whom it was told',
  'missing.what': 'Enter what was told',
  'missing.purpose': 'Enter why',
  'wrong.when': 'Enter a day and a time that are not in the future',
  'wrong.until': 'Enter a day to come',
  'language': 'Language of the paper',
  'print': 'Print for the patient',
  'link': 'Disclosures to others',
} as const;

export const say = translator(texts);

/** What stands on the paper that the patient gets. */
export const letter = {
  en: {
    title: 'Accounting of disclosures',
    of: 'Of the health information of',
    born: 'born',
    period: 'From {from} to {to}',
    explain: 'These are the disclosures of your health information to others that the law asks us to account for (45 CFR 164.528). Those for treatment, payment and the clinic’s own work, those to you and those that you agreed to are not among them.',
    none: 'There were no such disclosures in this time.',
    when: 'Date', to: 'To', what: 'What was disclosed', why: 'Purpose',
    questions: 'Questions? Call {phone}.',
    made: 'Made on {day}',
  },
  es: {
    title: 'Informe de divulgaciones',
    of: 'De la información de salud de',
    born: 'fecha de nacimiento',
    period: 'Del {from} al {to}',
    explain: 'Estas son las divulgaciones de su información de salud a terceros de las que la ley nos pide rendir cuentas (45 CFR 164.528). No incluyen las hechas para tratamiento, pago o el trabajo propio de la clínica, las hechas a usted ni las que usted autorizó.',
    none: 'No hubo divulgaciones de este tipo en este período.',
    when: 'Fecha', to: 'A quién', what: 'Qué se divulgó', why: 'Motivo',
    questions: '¿Preguntas? Llame al {phone}.',
    made: 'Emitido el {day}',
  },
} as const;

export type LetterLanguage = keyof typeof letter;
